/** The jars that are deployed, as AWS runs them: each in a Java of its own. */
@NullMarked
package dev.waybill.packages;

import org.jspecify.annotations.NullMarked;
