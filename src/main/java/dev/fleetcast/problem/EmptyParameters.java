package dev.fleetcast.problem;

import dev.fleetcast.problem.Violations.FieldViolation;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses query parameters that are given and empty: the framework takes them for missing, and a filter then lets all pass. */
class EmptyParameters {

    /** What clients fill in later, and what their own endpoints judge. */
    private static final Set<String> MAY_BE_EMPTY = Set.of("last_event_id", "lastEventId", "token", "type", "device");

    @ServerRequestFilter(nonBlocking = true)
    void refuse(RoutingContext request) {
        List<FieldViolation> empty = request.queryParams().entries().stream()
                .filter(parameter -> parameter.getValue().isBlank())
                .map(Entry::getKey)
                .filter(name -> !MAY_BE_EMPTY.contains(name))
                .distinct()
                .map(name -> new FieldViolation(name, "must not be empty; leave it out where it does not matter"))
                .toList();
        if (!empty.isEmpty()) {
            throw Violations.problem(empty);
        }
    }
}
