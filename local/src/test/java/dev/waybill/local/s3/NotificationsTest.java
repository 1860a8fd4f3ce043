package dev.waybill.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.error.TerminalException;
import dev.waybill.warehouse.Backoff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotificationsTest {
    private static final Duration NEVER = Duration.ofDays(1);

    @TempDir
    Path folder;

    private PendingAnnouncements pending = new PendingAnnouncements(Path.of(""));
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @BeforeEach
    void keep() throws IOException {
        pending = PendingAnnouncements.in(folder);
    }

    private Notifications notifications(Consumer<String> listener, Duration longestPause) {
        return new Notifications(
                pending, "manifest.json", listener, () -> new Backoff(Duration.ofMillis(1), longestPause));
    }

    private static void put(Notifications notifications) {
        notifications.written("ObjectCreated:Put", "waybill-source-shop", "orders/manifest.json", "\"e\"");
    }

    @Test
    void whatWasNotHeardIsAnnouncedAgainUntilItIs() throws InterruptedException {
        AtomicInteger times = new AtomicInteger();
        Consumer<String> deafTwice = event -> {
            if (times.incrementAndGet() <= 2) {
                throw new NotHeardException("not now");
            }
            heard.add(event);
        };
        try (Notifications notifications = notifications(deafTwice, Duration.ofMillis(1))) {
            put(notifications);
            notifications.awaitIdle();
            assertThat(heard.poll(1, TimeUnit.MINUTES)).contains("\"key\":\"orders/manifest.json\"");
        }
        assertThat(times).hasValue(3);
        assertThat(pending.all()).isEmpty();
    }

    @Test
    void whatWasNeverHeardStaysForTheNextProcess() {
        try (Notifications notifications = notifications(
                event -> {
                    throw new NotHeardException("not now");
                },
                NEVER)) {
            put(notifications);
            notifications.awaitIdle();
        }
        assertThat(pending.all()).hasSize(1);

        try (Notifications next = notifications(heard::add, NEVER)) {
            next.announcePending();
            next.awaitIdle();
        }

        assertThat(heard).singleElement().asString().contains("\"key\":\"orders/manifest.json\"");
        assertThat(pending.all()).isEmpty();
    }

    @Test
    void closingAwaitsWhatIsBeingHeardAndKeepsWhatComesAfter() throws Exception {
        CountDownLatch hears = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        Notifications notifications = notifications(
                event -> {
                    hears.countDown();
                    await(goesOn);
                    heard.add(event);
                },
                NEVER);
        put(notifications);
        await(hears);
        Thread closing = new Thread(notifications::close);
        closing.start();
        while (closing.isAlive() && closing.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        put(notifications);
        goesOn.countDown();
        closing.join();

        assertThat(heard).hasSize(1);
        assertThat(pending.all()).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aPendingAnnouncementThatIsNoEventIsNamedWithWhatToDo() throws IOException {
        Path file = folder.resolve("0000000000000001-x.json");
        for (String text : List.of("", "{\"Records\": [", "{}", "\u0000\u0001")) {
            Files.writeString(file, text);
            try (Notifications notifications = notifications(heard::add, NEVER)) {
                assertThatThrownBy(notifications::announcePending)
                        .isInstanceOf(TerminalException.class)
                        .hasMessage("Invalid announcement " + file + ": it is no event of S3. Delete the file; "
                                + "'missing' then says whether its manifest started a batch");
            }
        }
    }
}
