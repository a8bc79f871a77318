package dev.fleetcast.ingest;

import dev.fleetcast.telemetry.LastKnownPositions.PositionReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Measures the lag of messages in two legs: from the device to Kafka, and from Kafka to this replica. Takes one sample
 * of each per batch, because a sample costs as much as a glance at a message. Called by the feed reader's thread only.
 */
@Singleton
class FeedLag {

    /** A larger lag indicates a wrong clock or an old record that is read again, not a slow network. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final long NONE = -1;
    /** The end of the year 9999: keeps milliseconds within the range of a long. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private final Timer device;
    private final Timer feed;
    private final Counter ahead;
    private final Counter outdated;
    private long deviceMillis = NONE;
    private long oldest = Long.MAX_VALUE;

    FeedLag(MeterRegistry registry) {
        device = Timer.builder("fleetcast.device.lag")
                .description("From a device's time of a position to Kafka's time, one position per batch")
                .serviceLevelObjectives(seconds(0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300, 1_800, 7_200, 86_400))
                .register(registry);
        feed = Timer.builder("fleetcast.feed.lag")
                .description(
                        "From Kafka's time of a record to its reading by this replica, the oldest record of each batch")
                .serviceLevelObjectives(seconds(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30))
                .register(registry);
        ahead = refused(registry, "ahead");
        outdated = refused(registry, "outdated");
    }

    /** Notes Kafka's time of a record in the current batch. */
    void record(long kafkaMillis) {
        if (kafkaMillis >= 0) {
            oldest = Math.min(oldest, kafkaMillis);
        }
    }

    /** Notes the device time of a message in the current batch, if it has a valid one. */
    void message(PositionReport report, long kafkaMillis) {
        if (!report.validGps() || report.fixTime() == null) {
            return;
        }
        long lag = kafkaMillis - millis(report.fixTime());
        if (lag < 0) {
            ahead.increment();
        } else if (lag > LONGEST.toMillis()) {
            outdated.increment();
        } else {
            deviceMillis = lag;
        }
    }

    /** Records the samples of the batch that was read at {@code readAt}, and resets for the next. */
    void batchOver(Instant readAt) {
        if (deviceMillis != NONE) {
            device.record(deviceMillis, TimeUnit.MILLISECONDS);
        }
        long lag = readAt.toEpochMilli() - oldest;
        // Producers may set Kafka's time to any value.
        if (oldest != Long.MAX_VALUE && lag <= LONGEST.toMillis()) {
            feed.record(Math.max(0, lag), TimeUnit.MILLISECONDS);
        }
        deviceMillis = NONE;
        oldest = Long.MAX_VALUE;
    }

    /** Clamps times beyond the calendar to its last second. */
    private static long millis(Instant time) {
        long second = Math.max(-LAST_SECOND, Math.min(LAST_SECOND, time.getEpochSecond()));
        return second * 1_000 + time.getNano() / 1_000_000;
    }

    private static Counter refused(MeterRegistry registry, String reason) {
        return Counter.builder("fleetcast.device.lag.refused")
                .description(
                        "Positions left out because their device time is after Kafka's, or more than a day before it, by reason")
                .tag("reason", reason)
                .register(registry);
    }

    private static Duration[] seconds(double... bounds) {
        return Arrays.stream(bounds)
                .mapToObj(bound -> Duration.ofMillis(Math.round(bound * 1_000)))
                .toArray(Duration[]::new);
    }
}
