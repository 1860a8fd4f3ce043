/**
 * Pages for people, as whole HTML documents: functions of what was looked at and of the time, which ask nobody anything. Templates
 * escape every value; a page has no script, loads nothing, and forbids both by its own policy.
 */
@NullMarked
package dev.waybill.operate.page;

import org.jspecify.annotations.NullMarked;
