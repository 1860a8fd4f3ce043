/**
 * Redshift's SQL, translated for PostgreSQL on tokens; what Redshift would refuse is refused here.
 *
 * <p>What the local warehouse can't show: Redshift compares VARCHAR without trailing blanks, PostgreSQL with them; Redshift
 * cuts an explicit cast to VARCHAR(n) by bytes, PostgreSQL by characters; decimals have other scales after a division or an
 * average; and distribution and encodings change the time that Redshift takes, which PostgreSQL doesn't. Of a sort key, ranges of
 * its first column read less here, too, if that is a number or a time, as long as rows came in its order: VACUUM sorts nothing.
 * Of SUPER it has what JSON_PARSE, JSON_SERIALIZE, JSON_TYPEOF and JSON_EXTRACT_PATH_TEXT make of it: no navigation
 * ({@code e.payload.type}), no comparison, and a cast to VARCHAR gives the JSON text, where Redshift's gives a string's own.
 */
@NullMarked
package dev.waybill.local.warehouse.sql;

import org.jspecify.annotations.NullMarked;
