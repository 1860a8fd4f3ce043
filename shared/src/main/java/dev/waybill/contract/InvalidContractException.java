package dev.waybill.contract;

import dev.waybill.error.TerminalException;
import dev.waybill.text.Counted;
import java.util.List;
import java.util.stream.Collectors;

/** Every mistake of a contract, in the order of its lines. */
public final class InvalidContractException extends TerminalException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InvalidContractException(String name, List<Problem> problems) {
        super(message(name, problems));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    private static String message(String name, List<Problem> problems) {
        return "Invalid contract " + name + ": " + Counted.of(problems.size(), "mistake", "mistakes")
                + problems.stream().map(problem -> "\n  " + problem).collect(Collectors.joining());
    }

    /**
     * One mistake.
     *
     * @param line in the YAML, from 1
     * @param message what is wrong and what to write instead
     */
    public record Problem(int line, String message) {
        @Override
        public String toString() {
            return "line " + line + ": " + message;
        }
    }
}
