package dev.waybill.warehouse;

import dev.waybill.contract.Contract;
import java.util.List;
import java.util.Optional;

/** On what the target and the batch's staged rows are joined. */
record KeyJoin(List<String> key, Optional<KeyRange> range) {

    static KeyJoin of(Contract contract, LoadDetails details) {
        return new KeyJoin(contract.key(), details.range());
    }

    /**
     * The condition.
     *
     * @param target the target or its alias
     * @param other what has the batch's keys, or its alias
     */
    String on(String target, String other) {
        String equal = Identifiers.equal(target, other, key);
        return range.map(known -> equal + " AND " + known.sql(target)).orElse(equal);
    }
}
