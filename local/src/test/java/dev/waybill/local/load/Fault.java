package dev.waybill.local.load;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What goes wrong at a call, and what the caller sees of it. */
enum Fault {
    /** The caller is killed before it makes the call. */
    KILLED_BEFORE,

    /** The caller is killed after the call was done. */
    KILLED_AFTER,

    /** The time of the caller is over while the call is made: the caller is gone, and the call goes on by itself. */
    TIMED_OUT,

    /** The call isn't sent. */
    UNREACHABLE,

    /** The call was done, but the connection is lost before the answer. */
    ANSWER_LOST,

    /** The service has too much to do. */
    THROTTLED,

    /** The service has an error of its own. */
    BROKEN,

    /** The caller's credentials are too old. */
    CREDENTIALS_EXPIRED,

    /** The session that the call names is gone before its time. */
    SESSION_EXPIRED,

    /** The call is done twice, and nobody hears of the first. */
    DONE_TWICE;

    /** Those of any call of a service. */
    static final Set<Fault> OF_SERVICE =
            Collections.unmodifiableSet(EnumSet.of(UNREACHABLE, ANSWER_LOST, THROTTLED, BROKEN));

    /** Those of any call that a job makes. */
    static final Set<Fault> OF_CALLER =
            Collections.unmodifiableSet(and(OF_SERVICE, KILLED_BEFORE, KILLED_AFTER, CREDENTIALS_EXPIRED));

    static Set<Fault> and(Set<Fault> faults, Fault... others) {
        Set<Fault> all = EnumSet.copyOf(faults);
        Collections.addAll(all, others);
        return all;
    }
}
