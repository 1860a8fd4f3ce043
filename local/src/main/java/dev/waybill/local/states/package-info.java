/**
 * Step Functions on one machine: an interpreter of the Amazon States Language in JSONata, for the fields and state types that
 * Waybill's state machine uses. It refuses every other one when it loads a definition.
 *
 * @see <a href="https://states-language.net/spec.html">Amazon States Language</a>
 */
@NullMarked
package dev.waybill.local.states;

import org.jspecify.annotations.NullMarked;
