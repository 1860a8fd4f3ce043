package dev.waybill.freshness;

/**
 * What a check found.
 *
 * @param datasets how many were looked at: those with a cadence in their contract
 * @param late hours of theirs that should be loaded and aren't
 * @param announced those of them that this check announced
 */
record Freshness(int datasets, long late, long announced) {}
