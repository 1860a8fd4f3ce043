package dev.waybill.local.web;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.DatasetName;
import dev.waybill.error.TransientException;
import dev.waybill.error.WaybillException;
import dev.waybill.operate.AppliedBatch;
import dev.waybill.operate.BatchOverview;
import dev.waybill.operate.Deployment;
import dev.waybill.operate.Ledger;
import dev.waybill.operate.LookAtBatch;
import dev.waybill.operate.LookAtPipeline;
import dev.waybill.operate.PublishedContracts;
import dev.waybill.operate.UnknownNameException;
import dev.waybill.operate.page.BatchListPage;
import dev.waybill.operate.page.BatchPage;
import dev.waybill.operate.page.MessagePage;
import dev.waybill.operate.page.OverviewPage;
import dev.waybill.operate.page.PageLinks;
import dev.waybill.receipt.ReceiptJson;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers a request: by a page, or by a page that says why there is none. */
final class WebRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(WebRoutes.class);
    private static final String BATCHES = "/batches";
    private static final int BATCHES_OF_A_PAGE = 50;
    private static final int BATCHES_OF_A_CHART = 40;

    private final Deployment deployment;
    private final Ledger ledger;
    private final InstantSource clock;

    WebRoutes(Deployment deployment, InstantSource clock) {
        this.deployment = deployment;
        this.ledger = new Ledger(deployment.warehouse());
        this.clock = clock;
    }

    WebReply reply(String method, URI uri) {
        // A page in a folder must lead out of it.
        PageLinks links = uri.getPath().startsWith(BATCHES + "/") ? PageLinks.servedBatch() : PageLinks.served();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return message(
                    WebReply.METHOD_NOT_ALLOWED,
                    "Nothing is changed here",
                    List.of("These pages are for looking; changes are made on the command line: waybill --help."),
                    links);
        }
        try {
            return page(uri, links);
        } catch (UnknownNameException | NoSuchPageException e) {
            return message(WebReply.NOT_FOUND, "There is no such page", List.of(String.valueOf(e.getMessage())), links);
        } catch (WaybillException e) {
            return unavailable(e, links);
        } catch (RuntimeException e) {
            LOG.error("Cannot show {}", uri.getPath(), e);
            return message(
                    WebReply.FAILED,
                    "This page can't be shown",
                    List.of("That is a mistake in Waybill. The log, waybill.log in the home, says where it is."),
                    links);
        }
    }

    WebReply wrongHost(String url) {
        return message(
                WebReply.MISDIRECTED,
                "Not under this name",
                List.of("This page is for this machine only. Open it as " + url),
                new PageLinks(Optional.empty(), Optional.empty(), "", ""));
    }

    private WebReply page(URI uri, PageLinks links) {
        String path = uri.getPath();
        if (path.equals("/")) {
            return WebReply.html(WebReply.OK, overview(links));
        }
        if (path.equals("/status.json")) {
            return WebReply.json(ReceiptJson.write(new LookAtPipeline(deployment, clock).look()));
        }
        if (path.equals(BATCHES)) {
            return WebReply.html(WebReply.OK, list(WebQuery.of(uri), links));
        }
        if (path.startsWith(BATCHES + "/")) {
            return WebReply.html(WebReply.OK, batch(read(BatchId::parse, path.substring(BATCHES.length() + 1)), links));
        }
        throw new NoSuchPageException("There is an overview, a list of batches, and a page of each batch.");
    }

    /** A part of an address; what it can't be isn't a page. */
    private static <T> T read(Function<String, T> parse, String text) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw new NoSuchPageException(String.valueOf(e.getMessage()));
        }
    }

    private String overview(PageLinks links) {
        return OverviewPage.html(
                new LookAtPipeline(deployment, clock).look(), ledger.newestOfEach(BATCHES_OF_A_CHART), links);
    }

    private String batch(BatchId id, PageLinks links) {
        BatchOverview batch = new LookAtBatch(deployment).look(id);
        List<String> key = new PublishedContracts(deployment).of(id.dataset()).key();
        return BatchPage.html(batch, key, clock.instant(), links, deployment.commands());
    }

    private String list(WebQuery query, PageLinks links) {
        Optional<DatasetName> dataset = query.value("dataset").map(name -> read(DatasetName::of, name));
        Optional<BatchId> after = query.value("after").map(id -> read(BatchId::parse, id));
        // One more says whether there are more.
        List<AppliedBatch> found = ledger.page(dataset, after, BATCHES_OF_A_PAGE + 1);
        BatchListPage.Shown shown = new BatchListPage.Shown(
                dataset,
                ledger.datasets(),
                after,
                found.stream().limit(BATCHES_OF_A_PAGE).toList(),
                found.size() <= BATCHES_OF_A_PAGE);
        return BatchListPage.html(shown, clock.instant(), links);
    }

    private WebReply unavailable(WaybillException e, PageLinks links) {
        LOG.warn("A page couldn't be shown: {}", e.getMessage());
        String next = e instanceof TransientException
                ? "Load the page again in a moment. If it stays so, look at waybill.log in the home."
                : "Remove the cause, then load the page again.";
        return message(
                WebReply.UNAVAILABLE,
                "The pipeline can't be looked at",
                List.of(String.valueOf(e.getMessage()), next),
                links);
    }

    private WebReply message(int status, String title, List<String> sentences, PageLinks links) {
        return WebReply.html(status, MessagePage.html(title, sentences, clock.instant(), links));
    }
}
