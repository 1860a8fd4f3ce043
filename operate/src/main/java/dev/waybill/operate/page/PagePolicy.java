package dev.waybill.operate.page;

/** What a browser may do with a page. */
public final class PagePolicy {
    private PagePolicy() {}

    /** The {@code Content-Security-Policy} to serve pages with: their own, and that no other page may frame them. */
    public static String header() {
        return Style.page().policy() + "; frame-ancestors 'none'";
    }
}
