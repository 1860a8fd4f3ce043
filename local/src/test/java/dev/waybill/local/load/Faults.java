package dev.waybill.local.load;

import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What goes wrong with one event, in the order of its random numbers. */
final class Faults {
    private final Random random;
    private final FaultTally tally;
    private final Outliving outliving;

    Faults(Random random, FaultTally tally, Outliving outliving) {
        this.random = random;
        this.tally = tally;
        this.outliving = outliving;
    }

    /** A call of a service. */
    @FunctionalInterface
    interface Call<T> {
        T run();
    }

    /**
     * Where calls are made.
     *
     * @param often which share of the calls goes wrong
     * @param answer the error that the service answers with, for those faults that it answers to
     */
    record Place(String name, double often, Function<Fault, RuntimeException> answer) {}

    /** Makes a call, or lets it go wrong in one of these ways. */
    <T> T around(Place place, Set<Fault> possible, Call<T> call) {
        outliving.passACall();
        if (random.nextDouble() >= place.often()) {
            return call.run();
        }
        Fault fault = draw(possible);
        tally.add(place.name(), fault);
        switch (fault) {
            case KILLED_BEFORE -> throw new Died(fault);
            case KILLED_AFTER -> {
                call.run();
                throw new Died(fault);
            }
            case TIMED_OUT -> {
                outliving.leave(call::run, random);
                throw new Died(fault);
            }
            case UNREACHABLE -> throw SdkClientException.create("Connection refused");
            case ANSWER_LOST -> {
                call.run();
                throw SdkClientException.create("Connection reset");
            }
            case DONE_TWICE -> {
                call.run();
                return call.run();
            }
            default -> throw place.answer().apply(fault);
        }
    }

    private Fault draw(Set<Fault> possible) {
        return possible.stream().sorted().toList().get(random.nextInt(possible.size()));
    }
}
