package dev.fleetcast.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetcast.telemetry.MessageDecoder;
import dev.fleetcast.telemetry.TelemetryMessage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class FeedMessageTest {

    @Test
    void isAValidPositionOfNow() throws Exception {
        TelemetryMessage message = new MessageDecoder().decode(new FeedMessage().dueAt(1, 7));

        assertThat(message.isPosition()).isTrue();
        assertThat(message.type()).isEqualTo("gps");
        assertThat(message.fixTime().orElseThrow()).isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS));
    }
}
