package dev.fleetcast.problem;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Limits the tags of request metrics to the HTTP methods and the application's path templates; all other values become one.
 * Otherwise a caller could create any number of series and crowd out the real ones; and a path may contain a token.
 */
@Singleton
class RequestsInMetrics {

    private static final String OTHER = "OTHER";
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    /** Quarkus's tag values for requests without a template. */
    private static final Set<String> WITHOUT_TEMPLATE = Set.of("NOT_FOUND", "REDIRECTION", "UNKNOWN", "root");

    @Produces
    @Singleton
    MeterFilter filter(Routes routes) {
        Predicate<String> isPath =
                path -> WITHOUT_TEMPLATE.contains(path) || routes.templates().contains(path);
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().startsWith("http.server")
                        ? limited(limited(id, "method", METHODS::contains), "uri", isPath)
                        : id;
            }
        };
    }

    private static Meter.Id limited(Meter.Id id, String name, Predicate<String> isKnown) {
        String value = id.getTag(name);
        if (value == null || isKnown.test(value)) {
            return id;
        }
        List<Tag> others =
                id.getTags().stream().filter(tag -> !tag.getKey().equals(name)).toList();
        return id.replaceTags(others).withTag(Tag.of(name, OTHER));
    }
}
