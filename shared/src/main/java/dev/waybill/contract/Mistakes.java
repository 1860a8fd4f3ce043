package dev.waybill.contract;

import dev.waybill.contract.InvalidContractException.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The mistakes found so far in one contract, from every check. */
final class Mistakes {
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> paths = new HashSet<>();

    void add(int line, String path, String message) {
        problems.add(new Problem(line, path.isEmpty() ? message : path + ": " + message));
        paths.add(path);
    }

    /** Adds a mistake unless a more exact check already said something about this very place. */
    void addIfFirst(int line, String path, String message) {
        if (!paths.contains(path)) {
            add(line, path, message);
        }
    }

    /** Takes the place as reported, because the mistake about another one explains it. */
    void explained(String path) {
        paths.add(path);
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    List<Problem> inLineOrder() {
        return problems.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }
}
