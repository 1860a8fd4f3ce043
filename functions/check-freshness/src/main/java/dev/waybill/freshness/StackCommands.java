package dev.waybill.freshness;

import java.util.regex.Pattern;

/** How commands are typed that are about a stack. */
record StackCommands(String stackName) {
    /** As the actions of {@code operate} have them: they say {@code waybill replay …} of whichever pipeline one looks at. */
    private static final Pattern COMMAND =
            Pattern.compile("\\bwaybill ((?:batch|missing|replay|undo|quarantine show) [^\\s),]+)");

    /** {@code ./waybill missing orders --aws --stack-name waybill}. */
    String missing(String dataset) {
        return in("waybill missing " + dataset);
    }

    /** A sentence with the commands in it ready to be typed. */
    String in(String sentence) {
        return COMMAND.matcher(sentence).replaceAll("./waybill $1 --aws --stack-name " + stackName);
    }
}
