package dev.waybill.local.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomTest {
    @TempDir
    Path folder;

    @Test
    void aDiskWithTooLittleRoomIsNamedOnceByWhatIsThereOfTheFolders() {
        assertThat(Room.lack(List.of(folder.resolve("home"), folder.resolve("home/s3")), Long.MAX_VALUE))
                .get()
                .asString()
                .matches("The disk of \\Q" + folder + "\\E has [0-9,]+ MB left, and at least "
                        + "8,796,093,022,207 MB are needed\\. Make room there, then try again");
    }

    @Test
    void aDiskWithRoomIsNotNamed() {
        assertThat(Room.lack(List.of(folder), 0)).isEmpty();
    }
}
