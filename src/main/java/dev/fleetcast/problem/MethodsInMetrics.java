package dev.fleetcast.problem;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Calls methods of requests that HTTP does not know by one name in metrics. Anybody can make methods up, and each would be a
 * series of its own, for ever.
 */
@Singleton
class MethodsInMetrics {

    private static final String TAG = "method";
    private static final Tag OTHER = Tag.of(TAG, "OTHER");
    private static final Set<String> KNOWN =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    @Produces
    @Singleton
    MeterFilter filter() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                String method = id.getName().startsWith("http.server") ? id.getTag(TAG) : null;
                return method == null || KNOWN.contains(method)
                        ? id
                        : id.replaceTags(withoutMethod(id)).withTag(OTHER);
            }
        };
    }

    private static Iterable<Tag> withoutMethod(Meter.Id id) {
        return id.getTags().stream().filter(tag -> !tag.getKey().equals(TAG)).toList();
    }
}
