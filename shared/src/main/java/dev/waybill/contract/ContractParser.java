package dev.waybill.contract;

import dev.waybill.contract.InvalidContractException.Problem;
import dev.waybill.digest.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads a contract from YAML. */
public final class ContractParser {
    private static final int LARGEST = 1 << 20;

    private ContractParser() {}

    /**
     * Reads and checks a contract.
     *
     * @param yaml the contract's bytes, in UTF-8
     * @param name what the contract is called in errors: its path or S3 location
     * @throws InvalidContractException with every mistake at once, each with its line and what to write instead
     */
    public static Contract parse(byte[] yaml, String name) {
        Mistakes mistakes = new Mistakes();
        Optional<Contract> contract = Optional.empty();
        try {
            YamlDocument document = YamlReader.read(decode(yaml), mistakes);
            contract = check(document, Sha256.hex(yaml), mistakes);
        } catch (UnreadableYamlException e) {
            mistakes.add(e.line(), "", e.problem());
        }
        List<Problem> problems = mistakes.inLineOrder();
        if (!problems.isEmpty()) {
            throw new InvalidContractException(name, problems);
        }
        return contract.orElseThrow(
                () -> new IllegalStateException("Contract " + name + " has no mistake and yet cannot be built"));
    }

    private static Optional<Contract> check(YamlDocument document, String digest, Mistakes mistakes) {
        if (!document.root().isObject()) {
            throw new UnreadableYamlException(
                    document.line("").orElse(1),
                    "a contract is a mapping of keys to values. Write at least dataset, source, columns and target");
        }
        Optional<Contract> contract = ContractReader.read(new Section(document, document.root(), "", mistakes), digest);
        ContractSchema.check(document, mistakes);
        return contract;
    }

    private static String decode(byte[] yaml) {
        if (yaml.length > LARGEST) {
            throw new UnreadableYamlException(
                    1, "the file has " + yaml.length + " bytes. A contract has at most 1 MiB");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(yaml))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UnreadableYamlException(lineOfBadByte(yaml), "not UTF-8. Save the file in UTF-8");
        }
    }

    private static int lineOfBadByte(byte[] yaml) {
        String text = new String(yaml, StandardCharsets.UTF_8);
        return 1
                + (int) text.substring(0, text.indexOf('\uFFFD'))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }
}
