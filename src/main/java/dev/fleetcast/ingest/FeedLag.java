package dev.fleetcast.ingest;

import dev.fleetcast.telemetry.PositionReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How late messages are when they come here, in two legs: from the device to Kafka, and from Kafka to this replica. Each batch
 * is measured once in each of them, because a measurement costs as much as a glance at a message. Called by one thread, the
 * feed reader's.
 */
@Singleton
class FeedLag {

    /** Whatever claims to be older says more about a clock than about a network, or is read again after a long time. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final long NONE = -1;
    /** Beyond the year 9999, where milliseconds would be more than a long can hold sooner or later. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private final Timer device;
    private final Timer feed;
    private final Counter ahead;
    private final Counter outdated;
    private long deviceMillis = NONE;
    private long oldest = Long.MAX_VALUE;

    FeedLag(MeterRegistry registry) {
        device = Timer.builder("fleetcast.device.lag")
                .description("From a device's time of a position to Kafka's, one position of each batch")
                .serviceLevelObjectives(seconds(0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300, 1_800, 7_200, 86_400))
                .register(registry);
        feed = Timer.builder("fleetcast.feed.lag")
                .description("From Kafka's time of a record to its reading by this replica, of a batch the oldest")
                .serviceLevelObjectives(seconds(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30))
                .register(registry);
        ahead = refused(registry, "ahead");
        outdated = refused(registry, "outdated");
    }

    /** A record of the batch that is at hand has that time in Kafka. */
    void record(long kafkaMillis) {
        if (kafkaMillis >= 0) {
            oldest = Math.min(oldest, kafkaMillis);
        }
    }

    /** One of them is a message that says this, or nothing, of when it was made. */
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

    /** The batch, which was read then, has been dealt with. */
    void batchOver(Instant readAt) {
        if (deviceMillis != NONE) {
            device.record(deviceMillis, TimeUnit.MILLISECONDS);
        }
        long lag = readAt.toEpochMilli() - oldest;
        // Kafka's time may be whatever the producer says.
        if (oldest != Long.MAX_VALUE && lag <= LONGEST.toMillis()) {
            feed.record(Math.max(0, lag), TimeUnit.MILLISECONDS);
        }
        deviceMillis = NONE;
        oldest = Long.MAX_VALUE;
    }

    /** Times that no calendar has are as good as the end of ours. */
    private static long millis(Instant time) {
        long second = Math.max(-LAST_SECOND, Math.min(LAST_SECOND, time.getEpochSecond()));
        return second * 1_000 + time.getNano() / 1_000_000;
    }

    private static Counter refused(MeterRegistry registry, String reason) {
        return Counter.builder("fleetcast.device.lag.refused")
                .description(
                        "Positions whose device time is after Kafka's, or more than a day before it, and does not count, by reason")
                .tag("reason", reason)
                .register(registry);
    }

    private static Duration[] seconds(double... bounds) {
        return Arrays.stream(bounds)
                .mapToObj(bound -> Duration.ofMillis(Math.round(bound * 1_000)))
                .toArray(Duration[]::new);
    }
}
