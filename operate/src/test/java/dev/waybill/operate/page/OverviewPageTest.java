package dev.waybill.operate.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class OverviewPageTest {
    private final Document page =
            Jsoup.parse(OverviewPage.html(Samples.status(), Samples.ledger(), PageLinks.served()));

    @Test
    void saysInBriefHowThePipelineIs() {
        assertThat(page.select(".tiles li").eachText())
                .containsExactly("2 datasets", "1 late", "1 running", "1 needs somebody");
    }

    @Test
    void saysOfEachFailureWhyAndWhatToDo() {
        assertThat(page.select("section[aria-labelledby=failed] .card").eachText())
                .containsExactly("orders-2026112607-0123456789abcdef ✕ failed 2026-11-26 06:00:00 UTC, 3 hours ago"
                        + " LoadBatch failed with States.TaskFailed: The warehouse failed"
                        + " Next: Remove the cause, then: waybill replay orders-2026112607-0123456789abcdef");
        assertThat(page.select("section[aria-labelledby=failed] a").attr("href"))
                .isEqualTo("batches/orders-2026112607-0123456789abcdef");
    }

    @Test
    void saysHowManyFailuresItDoesNotShowAndWhatDoes() {
        assertThat(page.select("section[aria-labelledby=failed] > p:not(.note)").eachText())
                .containsExactly(
                        "3 more that failed before those aren't shown: waybill status --limit shows them, too.");
    }

    @Test
    void saysHowFreshEachDatasetIs() {
        assertThat(page.select("div[aria-labelledby=datasets] tbody tr").eachText())
                .containsExactly(
                        "orders ! late 2026-11-26 07:00 UTC 2 hours 1 hour 30 minutes ago sales.orders upsert",
                        "rates – never loaded none – not stated – treasury.rates append");
    }

    @Test
    void saysWhatIsOnItsWay() {
        assertThat(page.select("div[aria-labelledby=running] tbody tr").eachText())
                .containsExactly("orders-2026112607-fedcba9876543210 ConvertBatch 2026-11-26 08:59:20 UTC, just now");
    }

    @Test
    void drawsTheBatchesOfADatasetTheLatestAtTheRightAndHasTheirNumbersBelow() {
        assertThat(page.select(".chart figcaption").eachText()).containsExactly("orders 2 batches");
        assertThat(page.select(".chart rect.applied").eachAttr("class"))
                .containsExactly("bar applied void", "bar applied ");
        assertThat(page.select(".chart tbody tr").eachText())
                .containsExactly(
                        "2026-11-26 07:00 UTC 2026-11-26 08:05:00 UTC 1,090 12 – taken back",
                        "2026-11-26 07:00 UTC 2026-11-26 08:05:00 UTC 1,090 12 ✓ counts");
    }

    @Test
    void saysWhatCouldNotBeLookedAt() {
        assertThat(page.select("section[aria-labelledby=problems] pre").text())
                .isEqualTo("Invalid contract s3://artefacts/contracts/x.yaml: 1 mistake");
    }

    @Test
    void saysOfAnEmptyPipelineThatThereIsNothingYet() {
        Document empty = Jsoup.parse(String.valueOf(Samples.pages().get("overview-empty")));
        assertThat(empty.select("section p").eachText())
                .containsExactly("No contract is published, so nothing can be loaded yet.", "Nothing was loaded yet.");
    }
}
