package dev.waybill.contract;

/** The text is no YAML from this line on, so that nothing more can be checked. */
final class UnreadableYamlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final String problem;

    UnreadableYamlException(int line, String problem) {
        super(problem);
        this.line = line;
        this.problem = problem;
    }

    String problem() {
        return problem;
    }

    int line() {
        return line;
    }
}
