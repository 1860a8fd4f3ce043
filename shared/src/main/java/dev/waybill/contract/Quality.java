package dev.waybill.contract;

import java.util.List;

/**
 * What a batch must keep to be accepted.
 *
 * @param maxRejected the greatest share of its records that may be rejected; zero unless the contract says otherwise
 * @param checks run after the load, mostly on the rows that the batch brought
 */
public record Quality(Share maxRejected, List<QualityCheck> checks) {

    public Quality {
        checks = List.copyOf(checks);
    }
}
