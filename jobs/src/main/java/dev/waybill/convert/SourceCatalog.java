package dev.waybill.convert;

import dev.waybill.batch.Delivery;
import dev.waybill.contract.Contract;
import dev.waybill.error.TerminalException;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.Partition;

/** The crawler's tables in the Glue Data Catalog. */
final class SourceCatalog {
    private final GlueClient glue;
    private final String database;

    SourceCatalog(GlueClient glue, String database) {
        this.glue = glue;
        this.database = database;
    }

    /**
     * Finds the batch's partition, by a predicate that the catalog evaluates, so that no other partition is listed.
     *
     * @throws TerminalException if the crawler didn't catalog the batch's folder
     */
    void requirePartition(Delivery delivery, Contract contract) {
        String expression = contract.source().layout().partition(delivery.hour()).stream()
                .map(value -> value.getKey() + "='" + value.getValue() + "'")
                .collect(Collectors.joining(" AND "));
        List<Partition> partitions = partitions(delivery, expression);
        String folder = delivery.folder().toString();
        boolean found = partitions.stream()
                .map(partition -> partition.storageDescriptor().location())
                .anyMatch(location -> (location.endsWith("/") ? location : location + "/").equals(folder));
        if (!found) {
            throw new TerminalException("Cannot find " + folder + " in the catalog: " + database + "."
                    + delivery.dataset() + " has no partition " + expression
                    + " there. Run the crawler, then redrive the execution: a redrive doesn't crawl again");
        }
    }

    /** All pages of the answer: that one is empty does not say that it is the last. */
    private List<Partition> partitions(Delivery delivery, String expression) {
        try {
            return glue
                    .getPartitionsPaginator(request -> request.databaseName(database)
                            .tableName(delivery.dataset().value())
                            .expression(expression)
                            .excludeColumnSchema(true))
                    .stream()
                    .flatMap(page -> page.partitions().stream())
                    .toList();
        } catch (EntityNotFoundException e) {
            return List.of();
        }
    }
}
