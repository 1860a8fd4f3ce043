package dev.waybill.operate;

/**
 * The commands that people type about a deployment, ready to paste.
 *
 * @param options what names the deployment, after each command: {@code --aws --stack-name loads}; empty if nothing has to
 */
public record Commands(String options) {
    /** Of the home that is used where none is named. */
    public static final Commands OF_USUAL_HOME = new Commands("");

    /** Of a deployed stack. */
    public static Commands ofStack(String stack) {
        return new Commands("--aws --stack-name " + stack);
    }

    /**
     * A command of Waybill.
     *
     * @param command with its arguments, without the program's name: {@code replay orders-2026112210-…}
     */
    public String of(String command) {
        return "waybill " + command + (options.isEmpty() ? "" : " " + options);
    }
}
