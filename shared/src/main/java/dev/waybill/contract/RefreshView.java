package dev.waybill.contract;

import java.util.Optional;

/** A materialized view to refresh after each load; with {@code query}, it is created where it doesn't exist. */
public record RefreshView(TableName view, Optional<String> query) {}
