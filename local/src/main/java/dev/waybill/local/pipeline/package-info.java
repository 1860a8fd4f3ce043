/** The whole pipeline in one process: the deployed state machine, handlers and jobs, on local services. */
@NullMarked
package dev.waybill.local.pipeline;

import org.jspecify.annotations.NullMarked;
