/**
 * A strict reader of the SQL that Waybill emits: a small grammar, and the rules of Redshift that PostgreSQL doesn't have. What
 * isn't in the grammar is refused, even where Redshift would take it.
 */
@NullMarked
package dev.waybill.warehouse.lint;

import org.jspecify.annotations.NullMarked;
