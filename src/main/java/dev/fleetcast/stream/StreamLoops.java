package dev.fleetcast.stream;

import dev.fleetcast.memory.MemoryBudgets;
import dev.fleetcast.stream.event.StreamMetrics;
import dev.fleetcast.stream.spi.FollowedUnits;
import dev.fleetcast.stream.spi.StreamConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledExecutorService;

/** The event loops that have streams. Safe for use by any thread. */
@ApplicationScoped
public class StreamLoops {

    private final ConcurrentMap<ScheduledExecutorService, StreamLoop> loops = new ConcurrentHashMap<>();
    private final FollowedUnits followed = new FollowedUnits();
    private final StreamMetrics metrics;
    private final StreamRegistry registry;
    private final Duration flushInterval;
    private final long recentBytes;

    StreamLoops(StreamMetrics metrics, StreamRegistry registry, StreamConfig config, MemoryBudgets memory) {
        this.recentBytes = memory.windowBytes();
        this.metrics = metrics;
        this.registry = registry;
        this.flushInterval = config.flushInterval();
    }

    /** The streams of {@code eventLoop}. */
    public StreamLoop of(ScheduledExecutorService eventLoop) {
        return loops.computeIfAbsent(
                eventLoop,
                executor -> new StreamLoop(executor, flushInterval, followed, metrics, registry::removed, recentBytes));
    }

    Collection<StreamLoop> all() {
        return loops.values();
    }

    FollowedUnits followed() {
        return followed;
    }
}
