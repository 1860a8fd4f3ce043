package dev.waybill.convert.read;

import dev.waybill.contract.Contract;
import dev.waybill.contract.Contract.Drift;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The names in a file that its contract doesn't have: the first ones, and how many there are. */
final class NewNames {
    static final int LONGEST = 80;

    /** Where names are data, a file may have new ones in each record; beyond so many characters of them, none is counted. */
    private static final int MOST_CHARACTERS = 1 << 20;

    private static final int MOST_SHOWN = 20;
    private static final int LONGEST_SHOWN = 40;

    private final List<String> names = new ArrayList<>();
    private int room = MOST_CHARACTERS;
    private long count;

    /** Whether one more name may be remembered, be it new or known. */
    boolean hasRoom() {
        return room > 0;
    }

    /** Takes the room that a name needs which somebody remembers. */
    void remember(String name) {
        room -= name.length() + 1;
    }

    /** Adds a name that wasn't added before; answers it as {@link FileDrift} has it, if it has. */
    Optional<String> add(String name) {
        count++;
        if (names.size() == FileDrift.MOST_NAMES) {
            return Optional.empty();
        }
        String kept = cut(RawText.readable(name), LONGEST);
        names.add(kept);
        return Optional.of(kept);
    }

    FileDrift drift(List<String> missing) {
        return count == 0 && missing.isEmpty() ? FileDrift.NONE : new FileDrift(names, count, missing);
    }

    /**
     * Throws if there are new names and the contract says that there mustn't be any.
     *
     * @param have such as {@code the header has columns}
     */
    void refuse(Contract contract, String have) throws FileFaultException {
        if (count > 0 && contract.drift() == Drift.FAIL) {
            throw new FileFaultException(have + " that the contract doesn't have: " + shown()
                    + ". Add them to the contract, or write drift: ignore to leave them out");
        }
    }

    private String shown() {
        String first = names.stream()
                .limit(MOST_SHOWN)
                .map(name -> "'" + cut(name, LONGEST_SHOWN) + "'")
                .collect(Collectors.joining(", "));
        return count <= MOST_SHOWN
                ? first
                : first + String.format(Locale.ROOT, hasRoom() ? ", … (%d in all)" : ", … (at least %d in all)", count);
    }

    private static String cut(String name, int longest) {
        return name.codePointCount(0, name.length()) <= longest
                ? name
                : name.substring(0, name.offsetByCodePoints(0, longest)) + "…";
    }
}
