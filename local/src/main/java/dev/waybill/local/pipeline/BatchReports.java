package dev.waybill.local.pipeline;

import dev.waybill.batch.BatchFolders;
import dev.waybill.batch.Delivery;
import dev.waybill.batch.ExecutionInput;
import dev.waybill.batch.Hour;
import dev.waybill.contract.Contract;
import dev.waybill.contract.DatasetName;
import dev.waybill.local.pipeline.BatchReport.Outcome;
import dev.waybill.local.states.ExecutionRecord;
import dev.waybill.local.states.Visit;
import dev.waybill.operate.Failure;
import dev.waybill.operate.RejectionReasons;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.LoadReceipt;
import dev.waybill.receipt.ReceiptJson;
import dev.waybill.receipt.Verdict;
import dev.waybill.s3.S3Documents;
import dev.waybill.s3.S3Location;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Makes reports from executions and the receipts that they left. */
final class BatchReports {
    private final S3Documents documents;

    BatchReports(S3Client s3) {
        this.documents = new S3Documents(s3);
    }

    static BatchReport refused(S3Location manifest, DatasetName dataset, Hour hour, Answer.Refused answer) {
        return withoutBatch(manifest, dataset, hour, Outcome.REFUSED, answer.message());
    }

    static BatchReport failed(S3Location manifest, DatasetName dataset, Hour hour, Answer.Failed answer) {
        return withoutBatch(manifest, dataset, hour, Outcome.FAILED, answer.message());
    }

    /** A folder that couldn't even be delivered. */
    static BatchReport undeliverable(SourceFolder folder, Contract contract, String reason) {
        return withoutBatch(
                FolderDelivery.manifest(folder, contract), contract.dataset(), folder.hour(), Outcome.REFUSED, reason);
    }

    private static BatchReport withoutBatch(
            S3Location manifest, DatasetName dataset, Hour hour, Outcome outcome, String reason) {
        return new BatchReport(
                manifest,
                dataset,
                hour,
                Optional.empty(),
                Optional.empty(),
                outcome,
                List.of(reason),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /** Whether the receipts of an execution that succeeded are there. */
    boolean hasReceipts(ExecutionRecord execution) {
        BatchFolders folders = read(input(execution).delivery(), Delivery.class).folders();
        return Stream.of(folders.conversionReceipt(), folders.loadReceipt(), folders.validationReceipt())
                .allMatch(receipt -> documents.find(receipt).isPresent());
    }

    private static ExecutionInput input(ExecutionRecord execution) {
        return ReceiptJson.read(
                execution.input().getBytes(StandardCharsets.UTF_8), ExecutionInput.class, "the execution's input");
    }

    /** The report of an execution that has ended. A receipt counts only if this execution read it. */
    BatchReport of(ExecutionRecord execution, boolean before) {
        Delivery delivery = read(input(execution).delivery(), Delivery.class);
        BatchFolders folders = delivery.folders();
        Optional<ConversionReceipt> conversion =
                after("ReadConversion", execution, folders.conversionReceipt(), ConversionReceipt.class);
        Optional<LoadReceipt> load = after("ReadLoad", execution, folders.loadReceipt(), LoadReceipt.class);
        Optional<Verdict> validation = after("ValidateBatch", execution, folders.validationReceipt(), Verdict.class);
        Outcome outcome = outcome(execution, before);
        return new BatchReport(
                delivery.manifest(),
                delivery.dataset(),
                delivery.hour(),
                Optional.of(delivery.batch().toString()),
                Optional.of(execution.name()),
                outcome,
                switch (outcome) {
                    case REJECTED -> RejectionReasons.of(conversion, load, validation);
                    case FAILED -> List.of(failure(execution));
                    default -> List.of();
                },
                Optional.of(delivery),
                conversion,
                load,
                validation,
                execution.visits(),
                Optional.empty());
    }

    private static Outcome outcome(ExecutionRecord execution, boolean before) {
        if (execution.status() == ExecutionStatus.SUCCEEDED) {
            return before ? Outcome.ALREADY_LOADED : Outcome.LOADED;
        }
        return execution.error().equals(Optional.of(Failure.REJECTED)) ? Outcome.REJECTED : Outcome.FAILED;
    }

    /** The state, the error and the sentence that the failed job or function ended with. */
    private static String failure(ExecutionRecord execution) {
        String state = execution.visits().stream()
                .reduce((first, second) -> second)
                .map(Visit::state)
                .orElse("CrawlSource");
        return state + " failed with " + execution.error().orElse("no error") + ": "
                + Failure.sentence(execution.cause().orElse(""));
    }

    private <T> Optional<T> after(String state, ExecutionRecord execution, S3Location receipt, Class<T> type) {
        boolean passed = execution.visits().stream()
                .anyMatch(visit -> visit.state().equals(state) && visit.error().isEmpty());
        return passed ? Optional.of(read(receipt, type)) : Optional.empty();
    }

    private <T> T read(S3Location location, Class<T> type) {
        return ReceiptJson.read(documents.read(location), type, location);
    }
}
