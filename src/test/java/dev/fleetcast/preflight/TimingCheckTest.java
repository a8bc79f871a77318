package dev.fleetcast.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimingCheckTest {

    @ParameterizedTest
    @ValueSource(strings = {"PT45S", "PT50S"})
    void pingsAreSentBeforeThePongTimeout(String pingInterval) {
        assertThat(Environment.good()
                        .with("FLEETCAST_STREAM_PING_INTERVAL", pingInterval)
                        .complaints())
                .anyMatch(line -> line.startsWith("FLEETCAST_STREAM_PING_INTERVAL is not shorter than")
                        && line.contains("FLEETCAST_STREAM_PONG_TIMEOUT"));
    }

    @Test
    void pingsComeBeforeAnIdleConnectionIsClosed() {
        assertThat(Environment.good()
                        .with("FLEETCAST_STREAM_PONG_TIMEOUT", "PT5M")
                        .with("FLEETCAST_STREAM_PING_INTERVAL", "PT2M")
                        .complaints())
                .anyMatch(line -> line.startsWith("FLEETCAST_STREAM_PING_INTERVAL is not shorter than")
                        && line.contains("QUARKUS_HTTP_IDLE_TIMEOUT"));
    }

    @Test
    void connectionsThatAreNeverClosedSetNoLimit() {
        assertThat(Environment.good()
                        .with("QUARKUS_HTTP_IDLE_TIMEOUT", "0S")
                        .with("FLEETCAST_STREAM_PING_INTERVAL", "PT2M")
                        .with("FLEETCAST_STREAM_PONG_TIMEOUT", "PT5M")
                        .complaints())
                .noneMatch(line -> line.startsWith("FLEETCAST_STREAM"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-PT5S"})
    void timesAreLongerThanZero(String time) {
        assertThat(Environment.good()
                        .with("FLEETCAST_STREAM_PING_INTERVAL", time)
                        .complaints())
                .anyMatch(line -> line.startsWith("FLEETCAST_STREAM_PING_INTERVAL is not longer than zero"));
    }

    @Test
    void marksLastLongerThanTheEventIdsThatReferToThem() {
        assertThat(Environment.good().with("FLEETCAST_RESUME_MAX_AGE", "PT2H").complaints())
                .anyMatch(line -> line.startsWith("FLEETCAST_RESUME_MAX_AGE is not shorter than")
                        && line.contains("FLEETCAST_CLUSTER_MARK_RETENTION"));
    }

    @Test
    void invalidIdleTimeoutIsReported() {
        assertThat(Environment.good().with("QUARKUS_HTTP_IDLE_TIMEOUT", "soon").complaints())
                .anyMatch(line -> line.startsWith("QUARKUS_HTTP_IDLE_TIMEOUT is not a duration"));
    }
}
