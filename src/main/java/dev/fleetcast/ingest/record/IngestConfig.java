package dev.fleetcast.ingest.record;

import dev.fleetcast.ingest.shape.MappingConfig;
import dev.fleetcast.ingest.shape.SplitConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Configuration of telemetry ingest. */
@ConfigMapping(prefix = "fleetcast.ingest")
public interface IngestConfig {

    /** The Kafka topics that carry telemetry, separated by commas. */
    @WithDefault("fleet.telemetry")
    @NotEmpty
    Set<String> topics();

    /**
     * The form of the records of a topic: {@code universal}, {@code traccar} as Traccar forwards positions and events,
     * or {@code mapping:} and the name of a mapping. Quote a topic that has a dot in its name; in a variable, any other
     * character of the topic is an underscore.
     */
    Map<String, String> shapes();

    /** By name, where the values of a message are in the records of a topic, see docs/feeds.md. */
    Map<String, MappingConfig> mappings();

    /** By topic, how records that have several messages each are split into records of the feed, see docs/feeds.md. */
    Map<String, SplitConfig> splits();

    /**
     * The minimum time between two batches of records. Records that arrive sooner are read together, which is much
     * cheaper when the feed is busy; they wait for at most twice this time. A record after a longer pause is not
     * delayed. Zero reads records as they arrive.
     */
    @WithDefault("PT0.005S")
    @DurationMin(nanos = 0)
    @DurationMax(seconds = 1)
    Duration readInterval();

    /**
     * The maximum number of unknown devices, keys of the feed that name no unit, that are listed for administrators. Each
     * takes about 1 KB in the database. When the list is full, a new key replaces the oldest of those seen only once.
     */
    @WithDefault("10000")
    @Min(1)
    @Max(100_000)
    int unknownDevices();

    /** How long an unknown device is listed after its last message. */
    @WithDefault("P7D")
    @DurationMin(minutes = 1)
    @DurationMax(days = 365)
    Duration unknownRetention();

    /**
     * The client for which unknown devices are registered automatically, within seconds. Unset: an administrator registers
     * them. Set it only if no stranger can write to the topics of the feed.
     */
    @Min(1)
    OptionalLong autoRegister();

    /** The topic for messages received at {@code POST /api/v1/telemetry}. */
    @WithDefault("fleet.telemetry")
    String httpTopic();

    /** The topic for unusable records. */
    @WithDefault("fleet.telemetry.dlq")
    String deadLetterTopic();

    /** The compacted topic that preserves the last known position of each unit across restarts. */
    @WithDefault("fleetcast.last-known")
    String lastKnownTopic();

    /**
     * The interval at which last known positions are written, at most one per unit, and dead letters are sent. A longer
     * interval writes less and re-reads more after a crash.
     */
    @WithDefault("PT2S")
    Duration ledgerInterval();

    /**
     * The maximum number of records per partition that a starting replica reads to catch up; older positions come from
     * the last known topic.
     */
    @WithDefault("100000")
    @Min(0)
    long catchUpLimit();

    /** The maximum number of messages in one HTTP request. */
    @WithDefault("1000")
    @Min(1)
    int httpMaxItems();

    /** The maximum number of HTTP messages that await Kafka's acknowledgement. Further requests are answered with 503. */
    @WithDefault("20000")
    @Min(1)
    int httpMaxPending();

    /** How long all replicas remember an {@code Idempotency-Key} after its messages were acknowledged; at most a year. */
    @WithDefault("PT10M")
    @DurationMin(nanos = 0)
    @DurationMax(days = 365)
    Duration idempotencyWindow();

    /**
     * The maximum number of idempotency keys that the database remembers for all replicas. Beyond it the oldest are
     * forgotten within ten seconds; a retry with a forgotten key is sent again. Keys of requests in progress do not
     * count and are not forgotten.
     */
    @WithDefault("100000")
    @Min(1)
    long idempotencyKeys();
}
