package dev.waybill.operate.page;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A page that says why there is no other, and what to do. */
public final class MessagePage {
    private MessagePage() {}

    /**
     * The page.
     *
     * @param title what is wrong, in some words
     * @param sentences what is wrong and what to do, a paragraph each
     */
    public static String html(String title, List<String> sentences, Instant now, PageLinks links) {
        return Template.fill("message", Map.of("title", title, "sentences", sentences, "now", now, "links", links));
    }
}
