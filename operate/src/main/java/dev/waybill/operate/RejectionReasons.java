package dev.waybill.operate;

import dev.waybill.contract.Severity;
import dev.waybill.receipt.ConversionReceipt;
import dev.waybill.receipt.LoadReceipt;
import dev.waybill.receipt.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a batch was rejected, by the receipts that it left. */
public final class RejectionReasons {
    private RejectionReasons() {}

    /** The reasons of each step, in the order of the steps; a check's with its examples. */
    public static List<String> of(
            Optional<ConversionReceipt> conversion, Optional<LoadReceipt> load, Optional<Verdict> validation) {
        List<String> reasons = new ArrayList<>();
        conversion.ifPresent(receipt -> reasons.addAll(receipt.reasons()));
        load.ifPresent(receipt -> reasons.addAll(receipt.reasons()));
        validation.ifPresent(verdict -> verdict.failed(Severity.FAIL).forEach(check -> reasons.add(check.toString())));
        return reasons;
    }
}
