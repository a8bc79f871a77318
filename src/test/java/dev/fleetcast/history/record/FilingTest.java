package dev.fleetcast.history.record;

import static dev.fleetcast.history.record.TestFeed.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.telemetry.MessageDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilingTest {

    @ParameterizedTest
    @CsvSource({
        // Device, gateway, expected, device's own.
        "2026-03-03T11:59:00.1234Z, 2026-03-03T11:59:30Z, 2026-03-03T11:59:00.123Z, true",
        "2026-03-03T12:05:00Z, 2026-03-03T11:59:30Z, 2026-03-03T12:05:00Z, true",
        // Too far ahead.
        "2026-03-03T12:05:00.001Z, 2026-03-03T11:59:30Z, 2026-03-03T11:59:30Z, false",
        // Older than retention.
        "2025-12-01T00:00:00Z, 2026-03-03T11:59:30Z, 2026-03-03T11:59:30Z, false",
        "1980-01-06T00:00:00Z, , 2026-03-03T12:00:00Z, false",
        // Not known.
        ", 2026-03-03T11:59:30Z, 2026-03-03T11:59:30Z, false",
        ", 2036-03-03T11:59:30Z, 2026-03-03T12:00:00Z, false",
        ", , 2026-03-03T12:00:00Z, false"
    })
    void fallsBackToTheGatewaysTimeThenToKafkas(String device, String gateway, Instant expected, boolean own)
            throws Exception {
        String json = "{\"message_type\":\"gps\",\"timestamp\":" + quoted(gateway) + ",\"gps\":{\"timestamp\":"
                + quoted(device) + "}}";

        Filing filing = Filing.of(
                new MessageDecoder().decode(json.getBytes(StandardCharsets.UTF_8)),
                NOON,
                NOON.minus(Duration.ofDays(90)));

        assertThat(filing).isEqualTo(new Filing(expected, own));
    }

    private static String quoted(String text) {
        return text == null ? "null" : '"' + text + '"';
    }
}
