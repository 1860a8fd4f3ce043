package dev.waybill.contract;

import dev.waybill.contract.Standard.LetterCase;
import dev.waybill.contract.Standard.Replacement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what a column says about its texts before they are parsed. */
final class StandardReader {
    private StandardReader() {}

    /**
     * Reads it.
     *
     * @param type where it is known
     */
    static Standard read(Section column, Optional<ColumnType> type) {
        if (type.filter(ColumnType.Simple.SUPER::equals).isPresent()) {
            Stream.of("collapse", "case", "replace")
                    .filter(column::has)
                    .forEach(key -> column.mistake(key, "would change names and texts within the JSON. Remove it"));
        }
        return new Standard(
                column.flag("trim"),
                column.flag("collapse").orElse(false),
                ContractReader.oneOf(column.text("case"), LetterCase.class),
                column.elements("replace").stream()
                        .flatMap(replacement -> replacement(replacement).stream())
                        .toList(),
                nulls(column));
    }

    private static Optional<List<String>> nulls(Section column) {
        return column.has("nulls")
                ? Optional.of(column.texts("nulls").stream()
                        .flatMap(token -> token.text().stream())
                        .toList())
                : Optional.empty();
    }

    private static Optional<Replacement> replacement(Section replacement) {
        Optional<String> pattern = replacement.value("pattern", RegularExpression::check);
        return pattern.flatMap(regex -> replacement
                .value("with", with -> RegularExpression.checkReplacement(regex, with))
                .map(with -> new Replacement(regex, with)));
    }
}
