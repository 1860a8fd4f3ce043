package dev.waybill.local.events;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** A topic that keeps what was published, instead of sending it. */
public final class LocalSns implements SnsClient {
    private final Announcements announcements;

    public LocalSns(Path home) {
        this.announcements = new Announcements(home.resolve("announcements.jsonl"));
    }

    @Override
    public PublishResponse publish(PublishRequest request) {
        announcements.add(new Announcement(String.valueOf(request.subject()), request.message()));
        return PublishResponse.builder().messageId(UUID.randomUUID().toString()).build();
    }

    /** What was published since this process began, oldest first. */
    public List<Announcement> published() {
        return announcements.added();
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
