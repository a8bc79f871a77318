package dev.fleetcast.stream.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BadCommandsTest {

    private long now;
    private final BadCommands bad = new BadCommands(() -> now);

    @Test
    void twentiethWithinAMinuteIsOneTooMany() {
        for (int command = 1; command < 20; command++) {
            assertThat(bad.isOneTooMany()).isFalse();
            now += Duration.ofSeconds(3).toNanos();
        }

        assertThat(bad.isOneTooMany()).isTrue();
    }

    @Test
    void oldOnesAreForgotten() {
        for (int command = 1; command <= 100; command++) {
            assertThat(bad.isOneTooMany()).isFalse();
            now += Duration.ofSeconds(4).toNanos();
        }
    }
}
