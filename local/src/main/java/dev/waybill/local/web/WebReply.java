package dev.waybill.local.web;

/** An answer to a browser. */
record WebReply(int status, String contentType, String body) {
    static final int OK = 200;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int MISDIRECTED = 421;
    static final int FAILED = 500;
    static final int UNAVAILABLE = 503;

    static WebReply html(int status, String document) {
        return new WebReply(status, "text/html; charset=utf-8", document);
    }

    static WebReply json(String document) {
        return new WebReply(OK, "application/json", document);
    }
}
