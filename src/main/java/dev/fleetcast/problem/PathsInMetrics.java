package dev.fleetcast.problem;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Calls requests in metrics by the templates of their paths, and those that no resource has answered by one name: a path may
 * hold a token, and anybody can make paths up, each a series of its own until there is no room for the real ones.
 */
@Singleton
class PathsInMetrics {

    private static final String TAG = "uri";
    private static final Tag OTHER = Tag.of(TAG, "OTHER");

    /** What the binder calls requests by that have no template. */
    private static final Set<String> OF_THE_BINDER = Set.of("NOT_FOUND", "REDIRECTION", "UNKNOWN", "root");

    @Produces
    @Singleton
    MeterFilter filter(Routes routes) {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                String path = id.getName().startsWith("http.server") ? id.getTag(TAG) : null;
                return path == null
                                || OF_THE_BINDER.contains(path)
                                || routes.templates().contains(path)
                        ? id
                        : id.replaceTags(withoutPath(id)).withTag(OTHER);
            }
        };
    }

    private static Iterable<Tag> withoutPath(Meter.Id id) {
        return id.getTags().stream().filter(tag -> !tag.getKey().equals(TAG)).toList();
    }
}
