package dev.fleetcast.stream.spi;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** Lifecycle and limits of streams. */
@ConfigMapping(prefix = "fleetcast.stream")
public interface StreamConfig {

    /** Time between two pings on a stream. A shorter interval detects dead clients sooner and costs more requests. */
    @WithDefault("PT15S")
    Duration pingInterval();

    /**
     * A stream with a subscription and without a pong for this long is closed. Set it to at least twice the ping interval.
     */
    @WithDefault("PT45S")
    Duration pongTimeout();

    /**
     * How long a stream may be without a subscription and a pong, from when it is opened. Later it lives as long as it
     * answers pings.
     */
    @WithDefault("PT5M")
    Duration firstSubscribeTimeout();

    /** How long a connection may stay anonymous before it is closed. */
    @WithDefault("PT1H")
    Duration idleTimeout();

    /** Whether a connection may be opened without a login; the first subscribe then makes it the caller's. */
    @WithDefault("true")
    boolean anonymousConnect();

    /**
     * A connection is closed with {@code bye max_age} after this time. Its client resumes on any replica, so that
     * replicas added later get their share. Unset: never.
     */
    Optional<Duration> maxAge();

    /** How long a stream can be resumed after its connection was lost. */
    @WithDefault("PT12H")
    Duration resumeWindow();

    /** Maximum number of open streams per user on this replica. */
    @WithDefault("100")
    @Min(1)
    int maxPerUser();

    /** Maximum number of open streams per network address on this replica; raise it if many users share a proxy. */
    @WithDefault("1000")
    @Min(1)
    int maxPerAddress();

    /**
     * Maximum number of times per minute that one stream can be resumed on this replica; beyond it the client gets
     * {@code bye limit}.
     */
    @WithDefault("60")
    @Min(1)
    int maxReconnects();

    /**
     * Maximum number of streams on this replica; each costs memory for its socket and up to {@link #queueBytes} of
     * waiting events.
     */
    @WithDefault("15000")
    @Min(1)
    int maxPerNode();

    /** Maximum number of units per stream. */
    @WithDefault("1000")
    @Min(1)
    int maxSubscriptions();

    /**
     * Maximum bytes of the different filters of one stream. A parsed filter takes some twenty times the memory of its
     * text.
     */
    @WithDefault("16K")
    MemorySize filterBytes();

    /** Maximum number of events that wait for one client; later ones are read again when the client has room. */
    @WithDefault("3000")
    @Min(1)
    int queueEvents();

    /**
     * Maximum bytes of events that wait for one client, without ids. Together with twice the
     * {@code fleetcast.stream.send-buffer}, which the kernel allocates, and about 100 KB in between it stays below 512 KB.
     */
    @WithDefault("256K")
    MemorySize queueBytes();

    /**
     * How long a client may come no closer to the live feed, although its stream waits for it, before it counts as slow:
     * its superseded positions are then discarded, with a {@code gap}. Must be shorter than {@link #slowTimeout}. Unset:
     * half of that.
     */
    Optional<Duration> conflateAfter();

    /** A stream whose queue has been full for this long is closed. */
    @WithDefault("PT10S")
    Duration slowTimeout();

    /**
     * How long events may wait to be written together with later ones; zero writes them after each Kafka batch. With
     * many units per stream, 20 ms save most of the system calls and add 10 ms of delay on average.
     */
    @WithDefault("PT0S")
    Duration flushInterval();
}
