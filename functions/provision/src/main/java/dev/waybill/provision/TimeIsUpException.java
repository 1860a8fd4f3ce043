package dev.waybill.provision;

import dev.waybill.error.TerminalException;

/** The work was given up to be able to answer CloudFormation. */
final class TimeIsUpException extends TerminalException {
    private static final long serialVersionUID = 1L;

    TimeIsUpException() {
        super("The time that this function has is over. Deploy again");
    }
}
