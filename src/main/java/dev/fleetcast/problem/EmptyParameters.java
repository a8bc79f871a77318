package dev.fleetcast.problem;

import dev.fleetcast.problem.Violations.FieldViolation;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses empty query parameters: the framework would treat them as missing, and the filter would have no effect. */
class EmptyParameters {

    /** Parameters that clients fill in later, or whose endpoints check them. */
    private static final Set<String> MAY_BE_EMPTY = Set.of(
            "last_event_id",
            "lastEventId",
            "token",
            "access_token",
            "type",
            "device",
            // A device without functions or variables sends them empty.
            "functions",
            "variables",
            // Sent by clients of the device API, and ignored.
            "nonce",
            "history_limit");

    @ServerRequestFilter(nonBlocking = true)
    void refuse(RoutingContext request) {
        List<FieldViolation> empty = request.queryParams().entries().stream()
                .filter(parameter -> parameter.getValue().isBlank())
                .map(Entry::getKey)
                .filter(name -> !MAY_BE_EMPTY.contains(name))
                .distinct()
                .map(name -> new FieldViolation(name, "must not be empty (leave it out if it is not needed)"))
                .toList();
        if (!empty.isEmpty()) {
            throw Violations.problem(empty);
        }
    }
}
