package dev.waybill.contract;

import java.util.List;

/**
 * What a batch must keep to be accepted.
 *
 * @param maxRejected the greatest share of its records that may be rejected; zero unless the contract says otherwise
 * @param checks run after the load, on the rows that the batch brought (SQL checks: on what they ask for)
 */
public record Quality(Share maxRejected, List<Check> checks) {

    public Quality {
        checks = List.copyOf(checks);
    }
}
