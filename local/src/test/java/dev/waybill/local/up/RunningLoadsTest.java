package dev.waybill.local.up;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.waybill.batch.Hour;
import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import dev.waybill.local.pipeline.SourceFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code load} says when the pipeline that it asks doesn't answer with a report. */
class RunningLoadsTest {
    private static final SourceFolder FOLDER =
            new SourceFolder(Path.of("/in/2026/11/22/10"), Hour.of(2026, 11, 22, 10));

    @TempDir
    Path home;

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(Files.createDirectory(home.resolve("s3")).resolve("credentials"), "LOCALKEY\nsecret\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private ThrowingCallable load(HttpHandler answer) {
        server.createContext(LoadApi.PATH, answer);
        RunningPipeline pipeline =
                new RunningPipeline(77, 1, 2, server.getAddress().getPort(), "http://127.0.0.1:3/");
        return () -> new RunningLoads(home, pipeline).load("dataset: orders".getBytes(StandardCharsets.UTF_8), FOLDER);
    }

    private static HttpHandler answering(int status, String text) {
        return exchange -> {
            try (exchange) {
                byte[] body = text.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
        };
    }

    @Test
    void aPipelineThatEndsSaysNothingAndIsToBeAskedAgain() {
        assertThatThrownBy(load(exchange -> exchange.close()))
                .isInstanceOf(TransientException.class)
                .hasMessage("The pipeline of process 77 ended before it said what became of /in/2026/11/22/10."
                        + " Give the same command again: nothing is loaded twice");
    }

    @Test
    void whatCannotBeDoneAsItIsIsSaidInItsWords() {
        assertThatThrownBy(load(answering(422, "Cannot read /in/2026/11/22/10/a.csv: Permission denied")))
                .isInstanceOf(TerminalException.class)
                .hasMessage("Cannot load /in/2026/11/22/10 in process 77, which runs the home's pipeline:"
                        + " Cannot read /in/2026/11/22/10/a.csv: Permission denied");
    }

    @Test
    void whatFailedThereNamesTheLog() {
        assertThatThrownBy(load(answering(500, "The disk is slow")))
                .isInstanceOf(TransientException.class)
                .hasMessage("Cannot load /in/2026/11/22/10 in process 77, which runs the home's pipeline:"
                        + " The disk is slow. Its log is waybill.log in the home");
    }

    @Test
    void anOlderPipelineIsToBeStartedAgain() {
        assertThatThrownBy(load(answering(400, "{}")))
                .isInstanceOf(TerminalException.class)
                .hasMessage("Cannot load /in/2026/11/22/10 in process 77, which runs the home's pipeline:"
                        + " it answers with 400. End that process and start it again");
    }

    @Test
    void itNamesTheKeyOfTheHome() {
        assertThatThrownBy(load(forThoseWhoKnow("LOCALKEY"))).hasMessageEndingWith("the key is known");
    }

    @Test
    void whoDoesNotKnowTheKeyIsNotLetIn() {
        assertThatThrownBy(load(forThoseWhoKnow("ANOTHERKEY")))
                .hasMessageEndingWith("it answers with 403. End that process and start it again");
    }

    private static HttpHandler forThoseWhoKnow(String key) {
        return exchange -> {
            HttpHandler answer =
                    new AccessKey(key).isIn(exchange) ? answering(422, "the key is known") : answering(403, "");
            answer.handle(exchange);
        };
    }
}
