package dev.waybill.operate.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.operate.ExecutionOverview;
import dev.waybill.operate.page.StateDiagram.Box;
import dev.waybill.operate.page.StateDiagram.Edge;
import dev.waybill.operate.page.StateDiagram.Met;
import dev.waybill.operate.page.StateDiagram.Side;
import dev.waybill.receipt.ReceiptJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StateDrawingTest {

    @Test
    void drawsTheWayOfALoadedBatchDownTheLeftAndTheFailuresDownTheRight() {
        StateDiagram diagram = draw(SampleBatch.loaded());
        assertThat(diagram.boxes())
                .filteredOn(box -> box.side() == Side.MAIN)
                .extracting(box -> box.row() + " " + box.state())
                .containsExactly(
                        "0 CrawlSource",
                        "1 WaitForCrawl",
                        "2 GetCrawl",
                        "3 CrawlEnded?",
                        "4 ConvertBatch",
                        "5 ReadConversion",
                        "6 ConversionAccepted?",
                        "7 LoadBatch",
                        "8 ReadLoad",
                        "9 LoadAccepted?",
                        "10 ValidateBatch",
                        "11 BatchValid?",
                        "12 PublishLoaded",
                        "13 AnnounceLoaded",
                        "14 Loaded");
        assertThat(diagram.boxes())
                .filteredOn(box -> box.side() == Side.BRANCH)
                .extracting(box -> box.row() + " " + box.state())
                .containsExactly(
                        "3 CrawlFailed",
                        "4 CrawlTooSlow",
                        "11 PublishRejected",
                        "12 AnnounceRejected",
                        "13 BatchRejected");
    }

    @Test
    void drawsEveryStateAndTransitionOfTheDefinitionThatIsDeployed() throws IOException {
        JsonNode states = ReceiptJson.mapper()
                .readTree(Path.of("..", "statemachine", "load-batch.asl.json").toFile())
                .path("States");
        Set<String> names = new TreeSet<>();
        Set<String> transitions = new TreeSet<>();
        states.properties().forEach(state -> {
            names.add(state.getKey());
            state.getValue().findValues("Next").forEach(next -> transitions.add(state.getKey() + " " + next.asText()));
            state.getValue()
                    .findValues("Default")
                    .forEach(next -> transitions.add(state.getKey() + " " + next.asText()));
        });
        StateDiagram diagram = draw(SampleBatch.loaded());
        assertThat(diagram.boxes()).extracting(Box::state).containsExactlyInAnyOrderElementsOf(names);
        assertThat(diagram.edges())
                .extracting(edge -> edge.from() + " " + edge.to())
                .containsExactlyInAnyOrderElementsOf(transitions);
    }

    @Test
    void marksTheWayThatWasTakenTheLoopIncluded() {
        StateDiagram diagram = draw(SampleBatch.loaded());
        assertThat(taken(diagram))
                .containsExactlyInAnyOrder(
                        "CrawlSource → WaitForCrawl",
                        "WaitForCrawl → GetCrawl",
                        "GetCrawl → CrawlEnded?",
                        "CrawlEnded? → WaitForCrawl",
                        "CrawlEnded? → ConvertBatch",
                        "ConvertBatch → ReadConversion",
                        "ReadConversion → ConversionAccepted?",
                        "ConversionAccepted? → LoadBatch",
                        "LoadBatch → ReadLoad",
                        "ReadLoad → LoadAccepted?",
                        "LoadAccepted? → ValidateBatch",
                        "ValidateBatch → BatchValid?",
                        "BatchValid? → PublishLoaded",
                        "PublishLoaded → AnnounceLoaded",
                        "AnnounceLoaded → Loaded");
        assertThat(met(diagram, Met.NOT))
                .containsExactly("CrawlFailed", "CrawlTooSlow", "PublishRejected", "AnnounceRejected", "BatchRejected");
        assertThat(diagram.boxes()).filteredOn(box -> box.met() == Met.FAILED).isEmpty();
    }

    @Test
    void saysHowLongAndHowOftenAndWithWhatRetries() {
        StateDiagram diagram = draw(SampleBatch.loaded());
        assertThat(details(diagram, "ConvertBatch")).isEqualTo("1.50 s · 2 retries");
        assertThat(details(diagram, "GetCrawl")).isEqualTo("3.00 s · 2 times");
        assertThat(details(diagram, "BatchValid?")).isEmpty();
    }

    @Test
    void marksTheStateThatFailedInPlace() {
        StateDiagram diagram = draw(SampleBatch.failed());
        assertThat(met(diagram, Met.FAILED)).containsExactly("LoadBatch");
        assertThat(met(diagram, Met.PASSED)).doesNotContain("LoadBatch").contains("ConvertBatch");
    }

    @Test
    void marksTheFailureBranchOfARejectedBatch() {
        StateDiagram diagram = draw(SampleBatch.rejected());
        assertThat(met(diagram, Met.FAILED)).containsExactly("BatchRejected");
        assertThat(taken(diagram))
                .contains("ConversionAccepted? → PublishRejected", "AnnounceRejected → BatchRejected")
                .doesNotContain("BatchValid? → PublishRejected", "ConversionAccepted? → LoadBatch");
    }

    @Test
    void marksTheStateThatGoesOn() {
        assertThat(met(draw(SampleBatch.running()), Met.RUNNING)).containsExactly("ConvertBatch");
    }

    private static StateDiagram draw(SampleBatch batch) {
        ExecutionOverview execution = batch.overview().executions().get(0);
        return StateDrawing.of(StateMachine.loadBatch(), WayTaken.of(execution));
    }

    private static List<String> taken(StateDiagram diagram) {
        return diagram.edges().stream()
                .filter(Edge::taken)
                .map(edge -> edge.from() + " → " + edge.to())
                .toList();
    }

    private static List<String> met(StateDiagram diagram, Met met) {
        return diagram.boxes().stream()
                .filter(box -> box.met() == met)
                .map(Box::state)
                .toList();
    }

    private static String details(StateDiagram diagram, String state) {
        return diagram.boxes().stream()
                .filter(box -> box.state().equals(state))
                .findFirst()
                .orElseThrow()
                .details();
    }
}
