package dev.waybill.operate;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The commands that people type about a deployment, ready to paste into a shell in the folder of Waybill.
 *
 * @param options what names the deployment, after each command: {@code --aws --stack-name loads}; empty if nothing has to
 */
public record Commands(String options) {
    /** Of the home that is used where none is named. */
    public static final Commands OF_USUAL_HOME = new Commands("");

    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

    /** Of a deployment that these options name. */
    public static Commands with(String... options) {
        return new Commands(Arrays.stream(options).map(Commands::quoted).collect(Collectors.joining(" ")));
    }

    /**
     * A command of Waybill.
     *
     * @param words without the program's name: {@code replay}, {@code orders-2026112210-…}
     */
    public String of(Object... words) {
        return Stream.concat(
                        Stream.concat(
                                Stream.of("./waybill"),
                                Arrays.stream(words).map(Object::toString).map(Commands::quoted)),
                        Stream.of(options).filter(text -> !text.isEmpty()))
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
