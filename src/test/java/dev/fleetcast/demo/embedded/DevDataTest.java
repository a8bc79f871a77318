package dev.fleetcast.demo.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetcast.access.token.TokenKey;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevDataTest {

    @TempDir
    Path directory;

    @Test
    void dataHasOneProcessAtATime() {
        Path data = directory.resolve("dev-mode");

        assertThat(DevData.claim(data, true)).hasValue(data);
        // Within one process the JVM refuses by an exception; another process gets nothing.
        assertThatThrownBy(() -> DevData.claim(data, true)).isInstanceOf(OverlappingFileLockException.class);
    }

    @Test
    void freshStartRemovesWhatWasKept() throws Exception {
        Path old = Files.createDirectories(directory.resolve("kafka")).resolve("meta.properties");
        Files.writeString(old, "old");
        DevData.complete(directory);
        String key = DevSigningKey.pem(Optional.of(directory));

        DevData.claim(directory, false);

        assertThat(old).doesNotExist();
        assertThat(DevSigningKey.pem(Optional.of(directory))).isNotEqualTo(key);
    }

    @Test
    void dataOfAnInterruptedStartIsRemovedAndOtherDataKept() throws Exception {
        Path old = Files.createDirectories(directory.resolve("postgresql")).resolve("PG_VERSION");
        Files.writeString(old, "17");

        DevData.claim(directory, true);

        assertThat(old).doesNotExist();

        Path complete =
                Files.createDirectories(directory.resolve("other/postgresql")).resolve("PG_VERSION");
        Files.writeString(complete, "17");
        DevData.complete(directory.resolve("other"));
        DevData.claim(directory.resolve("other"), true);
        assertThat(complete).exists();
    }

    @Test
    void signingKeyStaysTheSame() {
        String key = DevSigningKey.pem(Optional.of(directory));

        assertThat(DevSigningKey.pem(Optional.of(directory))).isEqualTo(key);
        assertThat(TokenKey.signing(key).algorithm()).isEqualTo("ES256");
        assertThat(DevSigningKey.pem(Optional.empty())).isNotEqualTo(key);
    }
}
