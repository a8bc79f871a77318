package dev.fleetcast.stream;

import jakarta.enterprise.context.ApplicationScoped;

/** Reports the load of this replica. Safe for use by any thread. */
@ApplicationScoped
public class FiguresSource {

    private final StreamRegistry registry;
    private final StreamMetrics metrics;

    FiguresSource(StreamRegistry registry, StreamMetrics metrics) {
        this.registry = registry;
        this.metrics = metrics;
    }

    /** The current load; cheap, because every heartbeat calls it. */
    public ReplicaFigures now() {
        return new ReplicaFigures(
                registry.all().size(),
                registry.users(),
                metrics.subscriptions(),
                metrics.queued(),
                metrics.longestLagMillis());
    }
}
