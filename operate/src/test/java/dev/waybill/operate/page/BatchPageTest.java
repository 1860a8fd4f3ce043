package dev.waybill.operate.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.operate.Commands;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchPageTest {

    @ParameterizedTest
    @CsvSource({
        "loaded, ✓ loaded ! 1 check warns",
        "rejected, ✕ rejected",
        "invalid, ✕ rejected",
        "failed, ✕ failed",
        "running, … running",
        "corrected, – corrected ! 1 check warns",
        "undone, – taken back ! 1 check warns"
    })
    void saysFirstHowTheBatchIs(String name, String standing) {
        Document page = page(name);
        assertThat(page.select("h1").text()).isEqualTo("orders, 2026-11-26 07:00 UTC");
        assertThat(page.select(".id").text()).isEqualTo("Batch orders-2026112607-0123456789abcdef");
        assertThat(page.select(".standing").text()).isEqualTo(standing);
    }

    @Test
    void saysWhyAndWhatToDoNext() {
        assertThat(page("rejected").select(".card p").eachText())
                .containsExactly(
                        "12 of 1200 records are rejected, more than the contract's max_rejected of 0.5%",
                        "Next: Correct the files, then: waybill replay orders-2026112607-0123456789abcdef");
        assertThat(page("loaded").select(".card")).isEmpty();
    }

    @Test
    void accountsForEveryRowInWordsBesideThePicture() {
        Document page = page("loaded");
        assertThat(page.select(".law li").eachText())
                .containsExactly(
                        "read 1,200 = rejected 12 + superseded 88 + staged 1,100",
                        "staged 1,100 = stale 10 + inserted 900 + updated 180 + deleted 10",
                        "declared 1,200 = read 1,200");
        assertThat(page.select(".flow text").eachText())
                .containsExactly(
                        "read",
                        "1,200",
                        "staged",
                        "1,100",
                        "inserted",
                        "900",
                        "updated",
                        "180",
                        "deleted",
                        "10",
                        "stale",
                        "10",
                        "superseded",
                        "88",
                        "rejected",
                        "12");
        assertThat(page.select(".flow > desc").text())
                .isEqualTo("read 1,200 = rejected 12 + superseded 88 + staged 1,100; "
                        + "staged 1,100 = stale 10 + inserted 900 + updated 180 + deleted 10");
    }

    @Test
    void endsTheAccountOfABatchThatWasNotLoadedAtItsStagedRows() {
        Document page = page("rejected");
        assertThat(page.select(".law li").eachText())
                .containsExactly(
                        "read 1,200 = rejected 12 + superseded 88 + staged 1,100",
                        "It was not loaded: the table is as it was.",
                        "declared 1,200 = read 1,200");
        assertThat(page.select(".flow .name").eachText()).containsExactly("read", "staged", "superseded", "rejected");
    }

    @Test
    void listsTheFilesThoseWithRejectedRowsFirst() {
        assertThat(rows(page("loaded"), "[aria-labelledby=files]"))
                .containsExactly(List.of("b.csv", "500", "12"), List.of("a.csv", "700", "0"));
    }

    @Test
    void listsTheStatesOfEachExecutionTheLastOneFirst() {
        Document page = page("invalid");
        assertThat(page.select("section[aria-labelledby=way] > h3").text())
                .isEqualTo("Execution orders-2026112607-0123456789abcdef-1");
        assertThat(page.select("section[aria-labelledby=way] > details > summary")
                        .text())
                .isEqualTo("Before that: execution orders-2026112607-0123456789abcdef");
        assertThat(rows(page, "[aria-labelledby=way-0]"))
                .startsWith(
                        List.of("CrawlSource", "2026-11-26 08:03:00 UTC", "1.50 s", "1", "0", ""),
                        List.of("WaitForCrawl", "2026-11-26 08:03:01 UTC", "3.00 s", "2", "0", ""))
                .contains(List.of("ConvertBatch", "2026-11-26 08:03:07 UTC", "1.50 s", "1", "2", ""))
                .endsWith(List.of("BatchRejected", "2026-11-26 08:03:18 UTC", "1.50 s", "1", "0", "BatchRejected"));
    }

    @Test
    void listsTheChecksWhatDoesNotHoldFirst() {
        assertThat(rows(page("invalid"), "div[aria-labelledby=checks]"))
                .containsExactly(
                        List.of(
                                "amount lies between 0 and 5000",
                                "✕ fails",
                                "0 rows outside",
                                "2 rows outside",
                                "fail",
                                "order_id=17"),
                        List.of("the ledger has the batch once", "✓ holds", "1 row", "1 row", "fail", ""));
        assertThat(page("rejected").select("section[aria-labelledby=checks] p").text())
                .isEqualTo("It wasn't validated.");
    }

    @Test
    void saysWhyRowsWereRejectedAndShowsSome() {
        Document page = page("loaded");
        assertThat(rows(page, "div[aria-labelledby=rejections]"))
                .containsExactly(List.of("amount: is not a decimal(10,2)", "9"), List.of("order_id: is missing", "3"));
        assertThat(rows(page, "[aria-labelledby=samples]"))
                .containsExactly(List.of("b.csv", "17", "amount: 'n/a' is not a decimal(10,2)"));
    }

    @Test
    void saysWhereFilesAndContractDiffer() {
        assertThat(page("loaded").select("section[aria-labelledby=drift] li").eachText())
                .containsExactly(
                        "channel is in the files and not in the contract, and was left out",
                        "felt is in the files and not in the contract, and was added to the table",
                        "note is in the contract and not in 1 file, such as a.csv",
                        "2 values of customer were cut to the column's length");
    }

    @Test
    void leadsFromARowToItsFileAndBack() {
        assertThat(page("loaded").select("section[aria-labelledby=lineage] pre").stream()
                        .map(Element::wholeText))
                .containsExactly("""
                        SELECT "_file", "_batch", "_hour", "_delivered_at", "_loaded_at"
                        FROM "sales"."orders"
                        WHERE "order_id" = '…' AND "line" = '…'""", """
                        SELECT "_file", COUNT(*)
                        FROM "sales"."orders"
                        WHERE "_batch" = 'orders-2026112607-0123456789abcdef'
                        GROUP BY "_file"
                        ORDER BY "_file\"""", """
                        SELECT *
                        FROM "sales"."orders"
                        WHERE "_file" = 's3://waybill-source-shop/orders/2026/11/26/07/a.csv'""");
        assertThat(page("rejected")
                        .select("section[aria-labelledby=lineage] > p")
                        .text())
                .isEqualTo("Nothing of it is in the table.");
    }

    @Test
    void namesWhatItLeftInS3() {
        assertThat(page("failed").select(".places dt").eachText())
                .containsExactly(
                        "Files, as they were delivered",
                        "Manifest",
                        "Receipt of the delivery",
                        "Receipt of the conversion",
                        "Rejected rows, as Parquet",
                        "Rows, as Parquet");
        assertThat(page("loaded").select(".places dd").eachText())
                .contains(
                        "s3://waybill-processed-shop/_receipts/orders/orders-2026112607-0123456789abcdef/load.json",
                        "s3://waybill-processed-shop/_receipts/orders/orders-2026112607-0123456789abcdef/validation.json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            loaded     | It can be taken back until 2026-12-03 08:05:00 UTC, in 6 days: ./waybill undo orders-2026112607-0123456789abcdef
            undone     | It was taken back at 2026-11-26 08:30:00 UTC, 30 minutes ago.
            corrected  | Another batch took its place: orders-2026112607-fedcba9876543210
            correction | It took the place of orders-2026112607-fedcba9876543210, of whose rows 386 were removed, 168 restored to their version before, and 52 had been changed since.
            """)
    void saysHowItStandsToOtherBatches(String name, String sentence) {
        assertThat(page(name).select("section[aria-labelledby=corrections] li").eachText())
                .contains(sentence);
    }

    @Test
    void leadsToTheOtherBatchesPageBesideIt() {
        assertThat(page("correction")
                        .select("section[aria-labelledby=corrections] a")
                        .attr("href"))
                .isEqualTo("./orders-2026112607-fedcba9876543210.html");
        assertThat(Jsoup.parse(BatchPage.html(
                                SampleBatch.correction().overview(),
                                List.of(),
                                Samples.NOW,
                                PageLinks.servedBatch(),
                                Commands.with("--aws", "--stack-name", "loads")))
                        .select("section[aria-labelledby=corrections] a")
                        .attr("href"))
                .isEqualTo("./orders-2026112607-fedcba9876543210");
    }

    @Test
    void tellsTheCommandsOfItsDeployment() {
        assertThat(Jsoup.parse(BatchPage.html(
                                SampleBatch.loaded().overview(),
                                List.of(),
                                Samples.NOW,
                                PageLinks.file(),
                                Commands.with("--aws", "--stack-name", "loads")))
                        .select("section[aria-labelledby=corrections] code")
                        .text())
                .matches("\\./waybill undo orders-[0-9]{10}-[0-9a-f]{16} --aws --stack-name loads");
    }

    @Test
    void saysWhenTheHistoryOfItsExecutionsIsGone() {
        assertThat(page("delivered").select("section[aria-labelledby=way] p").text())
                .isEqualTo("No execution of it is known any more: Step Functions keeps one for 90 days.");
    }

    @Test
    void isTheSameForTheSameBatchAndTime() {
        assertThat(Samples.page(SampleBatch.loaded().overview()))
                .isEqualTo(Samples.page(SampleBatch.loaded().overview()));
    }

    private static List<List<String>> rows(Document page, String box) {
        return page.select(box + " tbody tr").stream()
                .map(row -> Stream.concat(row.select("th").stream(), row.select("td").stream())
                        .map(Element::text)
                        .toList())
                .toList();
    }

    private static Document page(String name) {
        return Jsoup.parse(String.valueOf(Samples.pages().get(name)));
    }
}
