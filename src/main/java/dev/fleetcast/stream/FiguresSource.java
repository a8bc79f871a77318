package dev.fleetcast.stream;

import jakarta.enterprise.context.ApplicationScoped;

/** Says how much this replica has to do; safe for use by any thread. */
@ApplicationScoped
public class FiguresSource {

    private final StreamRegistry registry;
    private final StreamMetrics metrics;

    FiguresSource(StreamRegistry registry, StreamMetrics metrics) {
        this.registry = registry;
        this.metrics = metrics;
    }

    /** As it is now; cheap, as it is asked for with each heartbeat. */
    public ReplicaFigures now() {
        return new ReplicaFigures(
                registry.all().size(),
                registry.users(),
                metrics.subscriptions(),
                metrics.queued(),
                metrics.longestLagMillis());
    }
}
