package dev.fleetcast.stream;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** Life and limits of streams. */
@ConfigMapping(prefix = "fleetcast.stream")
public interface StreamConfig {

    /** Time between two pings on a stream; shorter finds dead clients sooner and costs more requests. */
    @WithDefault("PT15S")
    Duration pingInterval();

    /** Without a pong for this long a stream is reaped; at least twice the ping interval is sensible. */
    @WithDefault("PT45S")
    Duration pongTimeout();

    /** How long a connection may stay anonymous before it is ended. */
    @WithDefault("PT1H")
    Duration idleTimeout();

    /** Whether a connection may be opened without a login, to be taken over by the first subscribe. */
    @WithDefault("true")
    boolean anonymousConnect();

    /**
     * After this long a connection is ended with {@code bye max_age}, and its client resumes on whichever replica it comes
     * to: replicas added later get their share. Unset: never.
     */
    Optional<Duration> maxAge();

    /** How long a stream whose connection was lost can be resumed. */
    @WithDefault("PT12H")
    Duration resumeWindow();

    /** Streams one user may have open on this replica. */
    @WithDefault("100")
    @Min(1)
    int maxPerUser();

    /** Streams one network address may have open on this replica; raise it where many users share a proxy. */
    @WithDefault("1000")
    @Min(1)
    int maxPerAddress();

    /**
     * How often one stream may be resumed on this replica within a minute; a client that comes back more often gets
     * {@code bye limit}.
     */
    @WithDefault("60")
    @Min(1)
    int maxReconnects();

    /** Streams this replica holds; each costs memory for its socket and up to {@link #queueBytes} of waiting events. */
    @WithDefault("15000")
    @Min(1)
    int maxPerNode();

    /** Units one stream may follow. */
    @WithDefault("1000")
    @Min(1)
    int maxSubscriptions();

    /** Events that may wait for a client; what comes then is read again when it takes more. */
    @WithDefault("3000")
    @Min(1)
    int queueEvents();

    /**
     * Bytes of events that may wait for a client, ids not counted; together with twice the {@link #sendBuffer}, which is
     * what the kernel makes of it, and some 100 KB in between it stays below 512 KB.
     */
    @WithDefault("256K")
    MemorySize queueBytes();

    /** The kernel's send buffer of each connection: what is in it can no longer be superseded by newer positions. */
    @WithDefault("64K")
    MemorySize sendBuffer();

    /**
     * A client that has come no closer to the live feed for this long, though its stream waited for it, is slow: superseded
     * positions are given up for it, with a {@code gap}. Shorter than {@link #slowTimeout}. Unset: half of that.
     */
    Optional<Duration> conflateAfter();

    /** A queue that has been full for this long ends the stream. */
    @WithDefault("PT10S")
    Duration slowTimeout();

    /**
     * How long events may wait to be written together with later ones; zero to write when a batch of Kafka has been dealt
     * with. With many units on a stream 20 ms take off most of the system calls, and add 10 ms to the delay on average.
     */
    @WithDefault("PT0S")
    Duration flushInterval();

    /** Over how long a replica that stops spreads the ends of its streams; shorter brings more of them to the others at once. */
    @WithDefault("PT8S")
    Duration drainTime();
}
