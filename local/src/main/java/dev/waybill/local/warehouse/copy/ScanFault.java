package dev.waybill.local.warehouse.copy;

import dev.waybill.s3.S3Location;

/** What is wrong with a file or a manifest, in the form that Redshift reports it. */
public final class ScanFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int code;
    private final String error;
    private final String file;
    private final String column;
    private final String columnType;

    private ScanFault(String message, int code, String error, String file, String column, String columnType) {
        super(message);
        this.code = code;
        this.error = error;
        this.file = file;
        this.column = column;
        this.columnType = columnType;
    }

    /** An error of the reader of columnar files: {@code 15001} for the data, {@code 15007} for the schema. */
    static ScanFault scan(int code, String context) {
        String message = """
                ERROR: Spectrum Scan Error
                  Detail:
                  -----------------------------------------------
                  error:  Spectrum Scan Error
                  code:      %d
                  context:   %s
                  -----------------------------------------------""".formatted(code, context);
        return new ScanFault(message, code, context, "", "", "");
    }

    /** An error of what the manifest says. */
    static ScanFault manifest(String error) {
        return of(15003, error, "");
    }

    /**
     * Any error.
     *
     * @param context what is known beside it; empty if nothing is
     */
    static ScanFault of(int code, String error, String context) {
        String message = """
                ERROR: %1$s
                  Detail:
                  -----------------------------------------------
                  error:  %1$s
                  code:      %2$d
                  context:%3$s
                  -----------------------------------------------""".formatted(error, code, context.isEmpty() ? "" : "   " + context);
        return new ScanFault(message, code, error, "", "", "");
    }

    ScanFault in(S3Location url) {
        return new ScanFault(String.valueOf(getMessage()), code, error, url.toString(), "", "");
    }

    ScanFault in(S3Location url, TableColumn of) {
        return new ScanFault(String.valueOf(getMessage()), code, error, url.toString(), of.name(), of.type());
    }

    public int code() {
        return code;
    }

    /** Without what is around it in the message. */
    public String error() {
        return error;
    }

    /** Empty if no file is at fault. */
    public String file() {
        return file;
    }

    /** Empty if no column is at fault. */
    public String column() {
        return column;
    }

    /** PostgreSQL's internal name of it; empty without a column. */
    public String columnType() {
        return columnType;
    }
}
