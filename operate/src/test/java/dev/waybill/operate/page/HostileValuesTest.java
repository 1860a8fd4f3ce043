package dev.waybill.operate.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.operate.Failure;
import dev.waybill.operate.PipelineStatus;
import dev.waybill.operate.PipelineStatus.Failed;
import dev.waybill.operate.PipelineStatus.Running;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Whatever stands in files, contracts, errors and the warehouse is text on a page, and nothing else. */
class HostileValuesTest {
    /** How many values {@link SampleBatch#with} puts a text into, each of which is shown at least once. */
    private static final int VALUES = 25;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "</code></pre></title></style></svg><script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onmouseover='alert(1)",
                "<svg><animate onbegin=alert(1) attributeName=x>",
                "&lt;script&gt;&#60;script>",
                "javascript:alert(1)",
                "${7*7}@template.layout()$unsafe{x}",
                "]]><!-- <b>"
            })
    void areTextOnABatchPage(String hostile) {
        Document innocent =
                Jsoup.parse(Samples.page(SampleBatch.invalid().with("harmless").overview()));
        Document page =
                Jsoup.parse(Samples.page(SampleBatch.invalid().with(hostile).overview()));
        // SQL doubles quotes.
        String shown = page.text().replace("''", "'");
        assertThat(count(shown, hostile)).isEqualTo(count(innocent.text(), "harmless"));
        assertThat(count(shown, hostile)).isGreaterThanOrEqualTo(VALUES);
        assertSameElements(page, innocent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "\" onload=\"alert(1)", "javascript:alert(1)"})
    void areTextOnTheOverview(String hostile) {
        Document page = Jsoup.parse(OverviewPage.html(status(hostile), List.of(), PageLinks.served()));
        Document innocent = Jsoup.parse(OverviewPage.html(status("harmless"), List.of(), PageLinks.served()));
        assertThat(count(page.text(), hostile))
                .isEqualTo(count(innocent.text(), "harmless"))
                .isEqualTo(8);
        assertSameElements(page, innocent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "\" onload=\"alert(1)"})
    void areTextInAMessage(String hostile) {
        Document page = Jsoup.parse(MessagePage.html(hostile, List.of(hostile), Samples.NOW, PageLinks.served()));
        assertThat(page.select("h1").text()).isEqualTo(hostile);
        assertThat(page.title()).isEqualTo(hostile + " · Waybill");
        assertSameElements(page, Jsoup.parse(MessagePage.html("x", List.of("x"), Samples.NOW, PageLinks.served())));
    }

    private static PipelineStatus status(String hostile) {
        return new PipelineStatus(
                Samples.NOW,
                List.of(),
                List.of(new Running("run" + hostile, Optional.empty(), Samples.NOW, Optional.of("State" + hostile))),
                0,
                List.of(new Failed(
                        "by hand" + hostile,
                        Optional.empty(),
                        Samples.NOW,
                        new Failure(
                                ExecutionStatus.FAILED,
                                Optional.of("State" + hostile),
                                "Error" + hostile,
                                "cause" + hostile),
                        Optional.of("Next " + hostile))),
                0,
                List.of("Invalid contract " + hostile));
    }

    /** The same elements with the same attributes, by name. */
    private static void assertSameElements(Document page, Document innocent) {
        assertThat(shape(page)).isEqualTo(shape(innocent));
    }

    private static List<String> shape(Document page) {
        return page.getAllElements().stream()
                .map(element -> element.tagName() + " "
                        + element.attributes().asList().stream()
                                .map(attribute -> attribute.getKey())
                                .toList())
                .toList();
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
