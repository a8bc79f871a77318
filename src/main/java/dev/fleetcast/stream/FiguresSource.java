package dev.fleetcast.stream;

import dev.fleetcast.access.Viewer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Objects;

/** Says how much this replica has to do; safe for use by any thread. */
@ApplicationScoped
public class FiguresSource {

    private final StreamRegistry registry;
    private final StreamMetrics metrics;

    FiguresSource(StreamRegistry registry, StreamMetrics metrics) {
        this.registry = registry;
        this.metrics = metrics;
    }

    /** As it is now. Looks at each stream once. */
    public ReplicaFigures now() {
        Collection<Stream> streams = registry.all();
        long users = streams.stream()
                .map(Stream::owner)
                .filter(Objects::nonNull)
                .mapToLong(Viewer::userId)
                .distinct()
                .count();
        return new ReplicaFigures(
                streams.size(), users, metrics.subscriptions(), metrics.queued(), metrics.longestLagMillis());
    }
}
