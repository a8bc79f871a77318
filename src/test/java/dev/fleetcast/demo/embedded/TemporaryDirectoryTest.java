package dev.fleetcast.demo.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TemporaryDirectoryTest {

    /** No process has this id: it is above the kernel's maximum. */
    private static final long NO_PROCESS = 99_999_999_999L;

    @Test
    void leftOversOfKilledProcessesGoAndThoseOfLivingOnesStay() throws IOException {
        Path living = TemporaryDirectory.create("directory-test");
        Path leftOver = Files.createDirectories(TemporaryDirectory.root()
                .resolve("directory-test-" + NO_PROCESS + "-x")
                .resolve("data"));

        Path next = TemporaryDirectory.create("directory-test");

        assertThat(leftOver).doesNotExist();
        assertThat(living).exists();
        TemporaryDirectory.delete(living);
        TemporaryDirectory.delete(next);
        assertThat(living).doesNotExist();
    }
}
