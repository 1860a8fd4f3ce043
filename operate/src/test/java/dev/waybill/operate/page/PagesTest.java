package dev.waybill.operate.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every page, whatever it shows. */
class PagesTest {

    static Stream<String> names() {
        return Samples.pages().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void hasALanguageATitleOneHeadingAndItsLandmarks(String name) {
        Document page = page(name);
        assertThat(page.documentType()).isNotNull();
        assertThat(page.select("html[lang=en]")).hasSize(1);
        assertThat(page.title()).endsWith(" · Waybill").doesNotStartWith(" ");
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select("header, main, footer")).hasSize(3);
        assertThat(page.select("a.skip").attr("href")).isEqualTo("#main");
    }

    @ParameterizedTest
    @MethodSource("names")
    void allowsItsOwnStyleAndNothingElse(String name) throws Exception {
        Document page = page(name);
        String css = page.select("style").get(0).data();
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
        assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .isEqualTo("default-src 'none'; style-src 'sha256-"
                        + Base64.getEncoder().encodeToString(digest)
                        + "'; img-src data:; base-uri 'none'; form-action 'none'");
        assertThat(page.select("script, iframe, object, embed, form, img, [style]"))
                .isEmpty();
        assertThat(css).doesNotContain("url(", "@import");
        assertThat(page.select("link")).extracting(link -> link.attr("rel")).containsExactly("icon");
    }

    @ParameterizedTest
    @MethodSource("names")
    void leadsOnlyToPlacesBesideIt(String name) {
        assertThat(page(name).select("a[href]"))
                .extracting(link -> link.attr("href"))
                .allMatch(href -> href.startsWith("#") || !(href.startsWith("/") || href.contains(":")));
    }

    @ParameterizedTest
    @MethodSource("names")
    void namesItsTablesPicturesAndRegionsForWhoDoesNotSeeThem(String name) {
        Document page = page(name);
        assertThat(page.select("table")).allSatisfy(table -> {
            assertThat(table.select("> caption")).hasSize(1);
            assertThat(table.select("th:not([scope])")).isEmpty();
        });
        assertThat(page.select("svg[role=img]")).allSatisfy(picture -> {
            assertThat(picture.select("> title").text()).isNotBlank();
            assertThat(picture.select("> desc").text()).isNotBlank();
        });
        assertThat(page.select(".scroll"))
                .allSatisfy(box -> assertThat(box.hasAttr("aria-labelledby") || box.hasAttr("aria-label"))
                        .isTrue());
        Set<String> ids = Set.copyOf(page.select("[id]").eachAttr("id"));
        assertThat(page.select("[id]")).hasSameSizeAs(ids);
        assertThat(page.select("[aria-labelledby]").eachAttr("aria-labelledby").stream()
                        .flatMap(named -> Stream.of(named.split(" ", -1))))
                .isSubsetOf(ids);
        assertThat(page.select("a[href^=#]").eachAttr("href"))
                .allSatisfy(href -> assertThat(ids).contains(href.substring(1)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void saysTheTimeThatItIsOfAndTheZone(String name) {
        assertThat(page(name).select("footer").text())
                .isEqualTo("As of 2026-11-26 09:00:00 UTC. All times are in UTC.");
    }

    /** Where the tests in a real browser find them: {@code tests/page}. */
    @Test
    void canBeAFile() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "pages"));
        for (Map.Entry<String, String> page : Samples.pages().entrySet()) {
            Path file = Files.writeString(folder.resolve(page.getKey() + ".html"), page.getValue());
            assertThat(file).hasContent(page.getValue());
        }
    }

    private static Document page(String name) {
        return Jsoup.parse(String.valueOf(Samples.pages().get(name)));
    }
}
