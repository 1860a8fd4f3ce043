package dev.waybill.local.events;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** An event bus that keeps what was put on it, in a file. */
public final class LocalEventBridge implements EventBridgeClient {
    private final Announcements announcements;

    public LocalEventBridge(Path home) {
        this.announcements = new Announcements(home.resolve("events.jsonl"));
    }

    @Override
    public PutEventsResponse putEvents(PutEventsRequest request) {
        List<PutEventsResultEntry> results = request.entries().stream()
                .map(entry -> {
                    announcements.add(new Announcement(entry.detailType(), entry.detail()));
                    return PutEventsResultEntry.builder()
                            .eventId(UUID.randomUUID().toString())
                            .build();
                })
                .toList();
        return PutEventsResponse.builder().failedEntryCount(0).entries(results).build();
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
