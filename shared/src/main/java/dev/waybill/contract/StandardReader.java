package dev.waybill.contract;

import dev.waybill.contract.Standard.LetterCase;
import dev.waybill.contract.Standard.Replacement;
import java.util.List;
import java.util.Optional;

/** Reads what a column says about its texts before they are parsed. */
final class StandardReader {
    private StandardReader() {}

    static Standard read(Section column) {
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
