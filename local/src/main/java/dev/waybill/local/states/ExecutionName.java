package dev.waybill.local.states;

import java.util.regex.Pattern;
import software.amazon.awssdk.services.sfn.model.InvalidNameException;

/**
 * Step Functions' rule for the name of an execution.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html">StartExecution</a>
 */
final class ExecutionName {
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\p{Cntrl}\\x{7f}-\\x{9f}]");
    private static final int LONGEST = 80;

    private ExecutionName() {}

    static void check(String name) {
        if (name.isEmpty() || name.length() > LONGEST || FORBIDDEN.matcher(name).find()) {
            throw InvalidNameException.builder()
                    .message("Invalid Name: '" + name + "'")
                    .build();
        }
    }
}
