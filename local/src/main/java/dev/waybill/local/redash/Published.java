package dev.waybill.local.redash;

/**
 * A thing in Redash after a publication.
 *
 * @param kind {@code data source}, {@code query} or {@code dashboard}
 * @param url where a person sees it
 */
public record Published(String kind, String name, Change change, String url) {}
