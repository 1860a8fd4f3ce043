package dev.waybill.operate.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.operate.page.BatchListPage.Shown;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class BatchListPageTest {

    @Test
    void saysWhatBecameOfTheRowsOfEachBatch() {
        assertThat(page(Samples.list()).select("tbody tr").eachText())
                .hasSize(3)
                .contains("orders-2026112607-0123456789abcdef 2026-11-26 08:05:00 UTC ✓ counts"
                        + " 1,200 12 88 10 900 180 10");
    }

    @Test
    void leadsToTheDatasetsAndToTheNextPageOfTheOneThatIsShown() {
        Document page = page(Samples.list());
        assertThat(page.select("nav[aria-label=Datasets] a").eachAttr("href"))
                .containsExactly("batches", "batches?dataset=orders", "batches?dataset=rates");
        assertThat(page.select("[aria-current]").text()).isEqualTo("orders");
        assertThat(page.select("nav[aria-label=Pages] a").eachAttr("href"))
                .containsExactly(
                        "batches?dataset=orders", "batches?dataset=orders&after=orders-2026112607-0123456789abcdef");
    }

    @Test
    void endsWithTheLastPage() {
        Shown last = new Shown(Optional.empty(), List.of(), Optional.empty(), Samples.ledger(), true);
        assertThat(page(last).select("nav[aria-label=Pages] a")).isEmpty();
        assertThat(page(last).select("h1").text()).isEqualTo("Batches");
    }

    @Test
    void saysThatThereAreNone() {
        Shown none = new Shown(Optional.empty(), List.of(), Optional.empty(), List.of(), true);
        assertThat(page(none).select("main > p").eachText()).endsWith("There are none yet.");
    }

    private static Document page(Shown shown) {
        return Jsoup.parse(BatchListPage.html(shown, Samples.NOW, PageLinks.served()));
    }
}
