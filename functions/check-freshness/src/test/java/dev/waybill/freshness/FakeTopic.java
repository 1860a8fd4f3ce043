package dev.waybill.freshness;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** A topic that keeps its messages. */
final class FakeTopic implements SnsClient {
    final List<PublishRequest> messages = new ArrayList<>();
    private Runnable next = () -> {};

    /** Happens once, before the next message is taken. */
    void beforeNext(Runnable happens) {
        next = happens;
    }

    @Override
    public PublishResponse publish(PublishRequest request) {
        Runnable happens = next;
        next = () -> {};
        happens.run();
        messages.add(request);
        return PublishResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
