/** What people ask of a pipeline and have it do again. The same code looks at one machine and at a deployed stack. */
@NullMarked
package dev.waybill.operate;

import org.jspecify.annotations.NullMarked;
