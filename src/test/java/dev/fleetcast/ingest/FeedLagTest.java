package dev.fleetcast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.telemetry.LastKnownPositions.PositionReport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedLagTest {

    private static final Instant NOON = Instant.parse("2026-02-16T12:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FeedLag lag = new FeedLag(meters);

    @Test
    void eachLegIsMeasuredOncePerBatch() {
        record(NOON.minusSeconds(3), NOON.minusSeconds(1));
        record(NOON.minusSeconds(4), NOON);
        lag.batchOver(NOON.plusMillis(20));

        assertThat(count("fleetcast.device.lag")).isEqualTo(1);
        assertThat(seconds("fleetcast.device.lag")).isEqualTo(4);
        assertThat(count("fleetcast.feed.lag")).isEqualTo(1);
        assertThat(seconds("fleetcast.feed.lag")).isEqualTo(1.02);
    }

    @Test
    void nextBatchStartsFromZero() {
        record(NOON.minusSeconds(3), NOON);
        lag.batchOver(NOON);
        record(null, NOON.plusSeconds(5));
        lag.batchOver(NOON.plusSeconds(6));

        assertThat(count("fleetcast.device.lag")).isEqualTo(1);
        assertThat(count("fleetcast.feed.lag")).isEqualTo(2);
        assertThat(seconds("fleetcast.feed.lag")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-16T12:00:00.001Z, ahead",
        "+999999999-01-01T00:00:00Z, ahead",
        "2026-02-15T11:59:59Z, outdated",
        "1970-01-01T00:00:00Z, outdated",
        "-999999999-01-01T00:00:00Z, outdated"
    })
    void clockThatCannotBeRightIsCountedAndNotMeasured(Instant fixTime, String reason) {
        record(fixTime, NOON);
        lag.batchOver(NOON);

        assertThat(count("fleetcast.device.lag")).isZero();
        assertThat(meters.get("fleetcast.device.lag.refused")
                        .tag("reason", reason)
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, 0})
    void recordWithoutAUsableTimeIsNotMeasured(long kafkaMillis) {
        lag.record(kafkaMillis);
        lag.batchOver(NOON);

        assertThat(count("fleetcast.feed.lag")).isZero();
    }

    @Test
    void recordFromTheFutureHasNoLag() {
        lag.record(NOON.plusSeconds(1).toEpochMilli());
        lag.batchOver(NOON);

        assertThat(count("fleetcast.feed.lag")).isEqualTo(1);
        assertThat(seconds("fleetcast.feed.lag")).isZero();
    }

    private void record(Instant fixTime, Instant kafkaTime) {
        lag.record(kafkaTime.toEpochMilli());
        lag.message(
                new PositionReport(true, fixTime, new dev.fleetcast.telemetry.GeoPoint(1, 2)),
                kafkaTime.toEpochMilli());
    }

    private long count(String timer) {
        return meters.get(timer).timer().count();
    }

    private double seconds(String timer) {
        return meters.get(timer).timer().totalTime(TimeUnit.SECONDS);
    }
}
