package dev.waybill.local.states;

/** The names by which Step Functions would know the one state machine here and its executions. */
final class Arns {
    static final String NAME = "load-batch";
    static final String STATE_MACHINE = "arn:aws:states:us-east-1:000000000000:stateMachine:" + NAME;
    private static final String EXECUTIONS = "arn:aws:states:us-east-1:000000000000:execution:" + NAME + ":";

    private Arns() {}

    static String execution(String name) {
        return EXECUTIONS + name;
    }

    /** The execution's name in an ARN, or an empty text if it's no ARN of an execution here. */
    static String nameIn(String executionArn) {
        return executionArn.startsWith(EXECUTIONS) ? executionArn.substring(EXECUTIONS.length()) : "";
    }
}
