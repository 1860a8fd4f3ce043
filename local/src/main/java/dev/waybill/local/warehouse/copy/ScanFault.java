package dev.waybill.local.warehouse.copy;

/** What is wrong with a file or a manifest, in the form that Redshift reports it. */
final class ScanFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ScanFault(String message) {
        super(message);
    }

    /** An error of the reader of columnar files: {@code 15001} for the data, {@code 15007} for the schema. */
    static ScanFault scan(int code, String context) {
        return new ScanFault("""
                ERROR: Spectrum Scan Error
                  Detail:
                  -----------------------------------------------
                  error:  Spectrum Scan Error
                  code:      %d
                  context:   %s
                  -----------------------------------------------""".formatted(code, context));
    }

    /** An error of the manifest. */
    static ScanFault manifest(String error) {
        return new ScanFault("""
                ERROR: %1$s
                  Detail:
                  -----------------------------------------------
                  error:  %1$s
                  code:      15003
                  context:
                  -----------------------------------------------""".formatted(error));
    }
}
