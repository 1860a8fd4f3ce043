package dev.waybill.contract;

/**
 * A check with its place in the verdict.
 *
 * @param name what it is called there: the contract's own name for it, or its {@linkplain Check#sentence sentence}
 */
public record QualityCheck(String name, Severity severity, Check check) {

    /** A check that must hold, by its own sentence. */
    public static QualityCheck of(Check check) {
        return new QualityCheck(check.sentence(), Severity.FAIL, check);
    }
}
