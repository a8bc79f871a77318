package dev.fleetcast.problem;

import dev.fleetcast.problem.Violations.FieldViolation;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Reads query parameters as clients mean them, before endpoints do. A semicolon is a part of a value, as in {@code
 * ?code=PANIC;SPEEDING}: browsers send it as it is, and Vert.x would begin another parameter with it. Empty parameters are
 * refused: the framework would treat them as missing, and a filter would have no effect.
 */
class QueryParameters {

    private static final int MAX_PARAMETERS = 1_024;

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
    void read(RoutingContext request) {
        keepSemicolons(request);
        refuseEmpty(request);
    }

    private static void keepSemicolons(RoutingContext request) {
        String query = request.request().query();
        if (query != null && query.indexOf(';') >= 0) {
            MultiMap parameters = request.queryParams().clear();
            new QueryStringDecoder(request.request().uri(), StandardCharsets.UTF_8, true, MAX_PARAMETERS, true)
                    .parameters()
                    .forEach((name, values) -> parameters.add(name, values));
        }
    }

    private static void refuseEmpty(RoutingContext request) {
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
