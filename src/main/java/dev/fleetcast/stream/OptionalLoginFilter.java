package dev.fleetcast.stream;

import dev.fleetcast.access.CurrentViewer;
import dev.fleetcast.access.Viewer;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Finds out who connects, and whether to what has ended, before the response begins: once an SSE method has returned it is too late for a 401. A stale
 * cookie counts as nobody, a bad header is an error.
 */
class OptionalLoginFilter {

    private static final String VIEWER = OptionalLoginFilter.class.getName();

    private final CurrentViewer current;
    private final EndedStreams ended;

    OptionalLoginFilter(CurrentViewer current, EndedStreams ended) {
        this.current = current;
        this.ended = ended;
    }

    @OptionalLogin
    @ServerRequestFilter(nonBlocking = true)
    Uni<Response> identify(RoutingContext request) {
        return current.optional(request)
                .invoke(viewer -> request.put(VIEWER, viewer))
                .map(viewer -> ended.isResumedBy(request.request(), viewer)
                        ? Response.noContent().build()
                        : null);
    }

    /** Who was found. */
    static Optional<Viewer> viewer(RoutingContext request) {
        Optional<Viewer> found = request.get(VIEWER);
        return found == null ? Optional.empty() : found;
    }
}
