/** How the command line reaches a pipeline: a home, one that runs on it, or a stack. */
@NullMarked
package dev.waybill.local.deployment;

import org.jspecify.annotations.NullMarked;
