package dev.waybill.local.up;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.waybill.contract.Contract;
import dev.waybill.contract.ContractParser;
import dev.waybill.error.TerminalException;
import dev.waybill.local.pipeline.BatchReport;
import dev.waybill.local.pipeline.LoadFolder;
import dev.waybill.local.pipeline.LocalPipeline;
import dev.waybill.local.pipeline.SourceFolder;
import dev.waybill.receipt.ReceiptJson;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads folders of this machine into a pipeline that stays: a {@link LoadRequest} is answered by its {@link BatchReport}, when the
 * batch has ended; what couldn't be done, by a sentence, with {@link #NOT_AS_IT_IS} if trying again doesn't help.
 */
final class LoadApi implements HttpHandler {
    static final String PATH = "/waybill/load";
    static final int NOT_AS_IT_IS = 422;

    private static final int LONGEST_REQUEST = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(LoadApi.class);

    private final LocalPipeline pipeline;
    private final AccessKey key;

    LoadApi(LocalPipeline pipeline, AccessKey key) {
        this.pipeline = pipeline;
        this.key = key;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!key.isIn(exchange)) {
                send(exchange, HttpURLConnection.HTTP_FORBIDDEN, "The access key isn't that of this home");
                return;
            }
            byte[] body = exchange.getRequestBody().readNBytes(LONGEST_REQUEST);
            try {
                BatchReport report = load(ReceiptJson.read(body, LoadRequest.class, "the request to load"));
                send(exchange, HttpURLConnection.HTTP_OK, ReceiptJson.write(report));
            } catch (TerminalException e) {
                send(exchange, NOT_AS_IT_IS, String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) {
                    LOG.info("A folder is no longer waited for: this process ends");
                    return;
                }
                LOG.error("A folder couldn't be loaded", e);
                send(exchange, HttpURLConnection.HTTP_INTERNAL_ERROR, String.valueOf(e.getMessage()));
            }
        }
    }

    private BatchReport load(LoadRequest request) {
        byte[] yaml = request.contract().getBytes(StandardCharsets.UTF_8);
        Contract contract = ContractParser.parse(yaml, "the contract to load by");
        SourceFolder folder = new SourceFolder(Path.of(request.folder()), request.hour());
        return new LoadFolder(pipeline).load(folder, contract, yaml);
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
