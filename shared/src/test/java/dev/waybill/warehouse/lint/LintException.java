package dev.waybill.warehouse.lint;

/** A statement that Redshift refuses or may refuse, or that isn't of the kind that Waybill emits. */
public final class LintException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LintException(Source source, String sentence) {
        super(sentence + " [" + source.page() + "]");
    }
}
