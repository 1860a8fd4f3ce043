package dev.waybill.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.error.TerminalException;
import dev.waybill.local.JavaCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    private static final long PID = ProcessHandle.current().pid();

    @TempDir
    Path folder;

    /** What another process answers that takes the folder. */
    public static final class Taker {
        private Taker() {}

        public static void main(String[] arguments) throws IOException {
            System.out.print(FolderLock.take(Path.of(arguments[0])).isPresent());
        }
    }

    private String anotherTakesIt() throws IOException {
        Process taker = new ProcessBuilder(JavaCommand.of(List.of(), Taker.class, List.of(folder.toString())))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new String(taker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void whoHoldsAHomeKeepsItWhenOthersOfItsProcessLookAtItOrAskForIt() throws IOException {
        try (Home home = Home.open(folder)) {
            assertThat(Home.holder(folder)).isEqualTo(OptionalLong.of(PID));
            assertThat(Home.holder(folder.resolve("../" + folder.getFileName())))
                    .isEqualTo(OptionalLong.of(PID));
            assertThatThrownBy(() -> Home.open(folder))
                    .isInstanceOf(TerminalException.class)
                    .hasMessage("Cannot use the home " + home.folder() + ": process " + PID
                            + " is using it. Wait for it to end, or name another with --home");

            assertThat(anotherTakesIt()).isEqualTo("false");
        }
        assertThat(anotherTakesIt()).isEqualTo("true");
        assertThat(Home.holder(folder)).isEmpty();
    }

    @Test
    void aHomeThatIsHeldForAMomentIsTakenThen() throws Exception {
        FolderLock held = FolderLock.take(folder).orElseThrow();
        AtomicReference<Home> opened = new AtomicReference<>();
        Thread opening = new Thread(() -> opened.set(Home.open(folder)));
        opening.start();
        while (opening.isAlive() && opening.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        held.close();
        opening.join();

        assertThat(opened.get()).isNotNull();
        opened.get().close();
    }
}
