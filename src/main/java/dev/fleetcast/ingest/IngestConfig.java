package dev.fleetcast.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Where telemetry comes from and what becomes of it. */
@ConfigMapping(prefix = "fleetcast.ingest")
public interface IngestConfig {

    /** The Kafka topics that carry telemetry, separated by commas. */
    @WithDefault("fleet.telemetry")
    @NotEmpty
    Set<String> topics();

    /**
     * The least time from one batch of records to the next: what comes sooner is read together, which is much cheaper when the
     * feed is busy, and waits that long at most twice. A record that comes after a longer pause is not held up. Zero reads
     * records as they come.
     */
    @WithDefault("PT0.005S")
    @DurationMin(nanos = 0)
    @DurationMax(seconds = 1)
    Duration readInterval();

    /** Where {@code POST /api/v1/telemetry} writes to. */
    @WithDefault("fleet.telemetry")
    String httpTopic();

    /** The topic for records that cannot be used. */
    @WithDefault("fleet.telemetry.dlq")
    String deadLetterTopic();

    /** The compacted topic that keeps the last known position of each unit over restarts. */
    @WithDefault("fleetcast.last-known")
    String lastKnownTopic();

    /**
     * How often last known positions are written down, at most one per unit; dead letters go out in the same rhythm. Longer
     * writes less and leaves more to be read again after a crash.
     */
    @WithDefault("PT2S")
    Duration ledgerInterval();

    /** Records per partition a starting replica reads to catch up, at most; older positions come from the last known topic. */
    @WithDefault("100000")
    @Min(0)
    long catchUpLimit();

    /** Messages one HTTP request may carry. */
    @WithDefault("1000")
    @Min(1)
    int httpMaxItems();

    /** Messages from HTTP that may wait for Kafka's acknowledgement; beyond it requests are answered 503. */
    @WithDefault("20000")
    @Min(1)
    int httpMaxPending();

    /**
     * How long an {@code Idempotency-Key} is remembered, by all replicas, after its messages were acknowledged; a year at
     * most.
     */
    @WithDefault("PT10M")
    @DurationMin(nanos = 0)
    @DurationMax(days = 365)
    Duration idempotencyWindow();

    /**
     * How many idempotency keys are remembered, in the database, for all replicas. Beyond it the oldest are forgotten within
     * ten seconds, and a request with one of these is sent again; those of requests under way are not counted and not
     * forgotten.
     */
    @WithDefault("100000")
    @Min(1)
    long idempotencyKeys();
}
