package dev.waybill.operate.page;

import dev.waybill.batch.BatchId;
import dev.waybill.contract.DatasetName;
import java.util.Optional;

/**
 * Where a page's links lead, relative to where the page itself is.
 *
 * @param overview the overview; absent where only batches have pages
 * @param list the list of batches; absent likewise
 * @param folder that the pages of batches are in
 * @param suffix what the name of such a page ends in
 */
public record PageLinks(Optional<String> overview, Optional<String> list, String folder, String suffix) {

    /** Of the overview and the list as they are served: {@code /} and {@code /batches}. */
    public static PageLinks served() {
        return new PageLinks(Optional.of("./"), Optional.of("batches"), "batches/", "");
    }

    /** Of a batch's page as it is served: {@code /batches/<id>}. */
    public static PageLinks servedBatch() {
        return new PageLinks(Optional.of("../"), Optional.of("../batches"), "./", "");
    }

    /** Of a batch's page as a file, {@code <id>.html} beside those of the dataset's other batches. */
    public static PageLinks file() {
        return new PageLinks(Optional.empty(), Optional.empty(), "./", ".html");
    }

    String batch(BatchId batch) {
        return folder + batch + suffix;
    }

    Optional<String> list(DatasetName dataset) {
        return list.map(page -> page + "?dataset=" + dataset);
    }

    /** The list's page after this batch. */
    Optional<String> listAfter(Optional<DatasetName> dataset, BatchId last) {
        return list.map(page ->
                page + "?" + dataset.map(name -> "dataset=" + name + "&").orElse("") + "after=" + last);
    }
}
