package dev.fleetcast.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfigReadingTest {

    @Test
    void valuesOfTheWrongTypeAreReportedWithValidExamples() {
        assertThat(Environment.good()
                        .with("FLEETCAST_STREAM_PING_INTERVAL", "often")
                        .with("FLEETCAST_STREAM_MAX_PER_NODE", "many")
                        .with("FLEETCAST_STREAM_QUEUE_BYTES", "lots")
                        .with("FLEETCAST_ACCESS_COOKIE_SAME_SITE", "perhaps")
                        .with("FLEETCAST_STREAM_PONG_TIMEOUT", "")
                        .complaintsOfReading())
                .containsExactlyInAnyOrder(
                        "FLEETCAST_STREAM_PING_INTERVAL is not a duration. Example: FLEETCAST_STREAM_PING_INTERVAL=PT30S",
                        "FLEETCAST_STREAM_MAX_PER_NODE is not a whole number, or is too large. Example: FLEETCAST_STREAM_MAX_PER_NODE=100",
                        "FLEETCAST_STREAM_QUEUE_BYTES is not a size in bytes. Example: FLEETCAST_STREAM_QUEUE_BYTES=64K",
                        "FLEETCAST_ACCESS_COOKIE_SAME_SITE must be one of lax, none, strict. Example: FLEETCAST_ACCESS_COOKIE_SAME_SITE=lax",
                        "FLEETCAST_STREAM_PONG_TIMEOUT is empty: leave it out or set a value. Example: FLEETCAST_STREAM_PONG_TIMEOUT=PT30S");
    }

    @Test
    void violationsAreReportedWithValuesOfTheWrongType() {
        assertThat(Environment.good()
                        .with("FLEETCAST_STREAM_PING_INTERVAL", "often")
                        .with("FLEETCAST_STREAM_MAX_PER_USER", "0")
                        .with("FLEETCAST_DEVICE_KEEP_ALIVE", "PT13S")
                        .complaintsOfReading())
                .anyMatch(line -> line.startsWith("FLEETCAST_STREAM_PING_INTERVAL"))
                .contains(
                        "FLEETCAST_DEVICE_KEEP_ALIVE must be shorter than or equal to 12 seconds. Example: FLEETCAST_DEVICE_KEEP_ALIVE=PT12S",
                        "FLEETCAST_STREAM_MAX_PER_USER must be greater than or equal to 1. Example: FLEETCAST_STREAM_MAX_PER_USER=1");
    }

    @Test
    void violationsAreReportedWithMissingSettings() {
        assertThat(Environment.good()
                        .without("KAFKA_BOOTSTRAP_SERVERS")
                        .with("FLEETCAST_ACCESS_LOGIN_MAX_FAILURES_PER_ACCOUNT", "0")
                        .complaints())
                .anyMatch(line -> line.startsWith("KAFKA_BOOTSTRAP_SERVERS is missing"))
                .contains(
                        "FLEETCAST_ACCESS_LOGIN_MAX_FAILURES_PER_ACCOUNT must be greater than 0. Example: FLEETCAST_ACCESS_LOGIN_MAX_FAILURES_PER_ACCOUNT=1");
    }

    @Test
    void valuesAreNotRepeated() {
        assertThat(Environment.good()
                        .with("FLEETCAST_STREAM_PING_INTERVAL", "a-secret-in-the-wrong-place")
                        .complaints())
                .noneMatch(line -> line.contains("secret-in"));
    }
}
