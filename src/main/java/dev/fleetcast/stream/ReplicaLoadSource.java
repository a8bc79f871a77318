package dev.fleetcast.stream;

import dev.fleetcast.stream.event.StreamMetrics;
import dev.fleetcast.stream.spi.ReplicaLoad;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.enterprise.context.ApplicationScoped;

/** Reports the load of this replica. */
@ThreadSafe
@ApplicationScoped
public class ReplicaLoadSource {

    private final StreamRegistry registry;
    private final StreamMetrics metrics;

    ReplicaLoadSource(StreamRegistry registry, StreamMetrics metrics) {
        this.registry = registry;
        this.metrics = metrics;
    }

    /** The current load; cheap, because every heartbeat calls it. */
    public ReplicaLoad now() {
        return new ReplicaLoad(
                registry.all().size(),
                registry.users(),
                metrics.subscriptions(),
                metrics.queued(),
                metrics.longestLagMillis());
    }
}
