package dev.fleetcast.device;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Devices: access tokens, and streams of events. */
@ConfigMapping(prefix = "fleetcast.device")
public interface DeviceConfig {

    /** How long an access token lives unless its request asks for less; the most it can ask for. */
    @WithDefault("P90D")
    Duration tokenLifetime();

    /** Whether a request for an access token may ask for one that never expires ({@code expires_in=0}). */
    @WithDefault("false")
    boolean unlimitedTokens();

    /** The maximum number of live access tokens per user; a further one is refused with 429. */
    @WithDefault("1000")
    @Positive
    int maxTokensPerUser();

    /**
     * Whether {@code GET} below {@code /v1} also takes the token in the query parameter {@code access_token}, as older
     * clients send it. URLs, and the tokens in them, end up in logs of proxies.
     */
    @WithDefault("true")
    boolean queryToken();

    /** The Kafka topic with the events of all devices. */
    @WithDefault("fleet.device-events")
    String eventsTopic();

    /** The number of partitions with which a missing events topic is created. */
    @WithDefault("12")
    @Positive
    int eventsPartitions();

    /** Events per second that one device may publish over HTTP, on all replicas together; more are refused with 429. */
    @WithDefault("10")
    @Positive
    int eventsPerSecond();

    /** The maximum number of published events that await Kafka's acknowledgement; further ones are answered with 503. */
    @WithDefault("4096")
    @Positive
    int maxPending();

    /** The memory for the newest device events on each replica; streams read older events again from Kafka. */
    @WithDefault("32M")
    MemorySize windowBytes();

    /** After this much silence a stream of device events gets a line end. Clients give up after 13 s. */
    @WithDefault("PT9S")
    @DurationMin(millis = 100)
    @DurationMax(seconds = 12)
    Duration keepAlive();

    /** The maximum number of open streams of device events on this replica. */
    @WithDefault("15000")
    @Positive
    int maxStreams();

    /** The maximum number of open streams of device events of one network address on this replica. */
    @WithDefault("1000")
    @Positive
    int maxStreamsPerAddress();

    /** A stream of device events whose client has read nothing of its pending data for this long is closed. */
    @WithDefault("PT1M")
    Duration slowTimeout();

    /**
     * How long a stream's place is kept for a client that cannot resume: the same token at the same path continues
     * there. Zero turns this off.
     */
    @WithDefault("PT30S")
    Duration reattach();

    /**
     * Whether a client continues at the last note of its place, up to a second old, after its replica was killed. It may
     * then receive events a second time.
     */
    @WithDefault("false")
    boolean reattachAfterCrash();

    /** The Kafka topic through which replicas hand over the places of streams. */
    @WithDefault("fleetcast.device-places")
    String placesTopic();

    /** The Kafka topic through which replicas agree on who of a group of streams gets which events. */
    @WithDefault("fleetcast.device-groups")
    String groupsTopic();
}
