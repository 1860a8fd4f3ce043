package dev.waybill.local.up;

import dev.waybill.error.TerminalException;
import dev.waybill.error.TransientException;
import dev.waybill.local.pipeline.BatchReport;
import dev.waybill.local.pipeline.SourceFolder;
import dev.waybill.local.s3.LocalCredentials;
import dev.waybill.receipt.ReceiptJson;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Loads folders into a pipeline that another process runs, which reads them. */
public final class RunningLoads {
    private final HttpClient http = HttpClient.newHttpClient();
    private final RunningPipeline pipeline;
    private final AccessKey key;

    public RunningLoads(Path home, RunningPipeline pipeline) {
        this.pipeline = pipeline;
        this.key = AccessKey.of(LocalCredentials.of(home.resolve("s3")));
    }

    /**
     * Publishes the contract, delivers the folder and waits until its batch has ended.
     *
     * @throws TerminalException if it can't be done as it is
     * @throws TransientException if the pipeline couldn't do it, or ended before it answered: it goes on then with its next start
     */
    public BatchReport load(byte[] contractYaml, SourceFolder folder) {
        LoadRequest load = new LoadRequest(
                new String(contractYaml, StandardCharsets.UTF_8), folder.path().toString(), folder.hour());
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + pipeline.apiPort() + LoadApi.PATH))
                .header("Authorization", key.authorization())
                .POST(BodyPublishers.ofString(ReceiptJson.write(load)))
                .build();
        HttpResponse<String> answer = send(request, folder);
        String failed =
                "Cannot load " + folder.path() + " in process " + pipeline.pid() + ", which runs the home's pipeline";
        return switch (answer.statusCode()) {
            case HttpURLConnection.HTTP_OK ->
                ReceiptJson.read(
                        answer.body().getBytes(StandardCharsets.UTF_8),
                        BatchReport.class,
                        "the answer of process " + pipeline.pid());
            case LoadApi.NOT_AS_IT_IS -> throw new TerminalException(failed + ": " + answer.body());
            case HttpURLConnection.HTTP_INTERNAL_ERROR ->
                throw new TransientException(failed + ": " + answer.body() + ". Its log is waybill.log in the home");
            default ->
                throw new TerminalException(
                        failed + ": it answers with " + answer.statusCode() + ". End that process and start it again");
        };
    }

    private HttpResponse<String> send(HttpRequest request, SourceFolder folder) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new TransientException(
                    "The pipeline of process " + pipeline.pid() + " ended before it said what became of "
                            + folder.path() + ". Give the same command again: nothing is loaded twice",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientException("Interrupted while " + folder.path() + " was loaded", e);
        }
    }
}
