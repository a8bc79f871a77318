package dev.fleetcast.stream;

import dev.fleetcast.access.CurrentViewer;
import dev.fleetcast.access.Viewer;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Finds out who connects, and whether to what has ended, before the response begins: once an SSE method has returned it is too late for a 401. A stale
 * cookie counts as anonymous, a bad header is an error. While it is not known who has logged in, a cookie is left to be judged when the
 * response has begun: a 503 would end a browser's {@code EventSource} for good.
 */
class OptionalLoginFilter {

    private static final String VIEWER = OptionalLoginFilter.class.getName();

    private final CurrentViewer current;
    private final EndedStreams ended;
    private final Knowledge knowledge;
    private final boolean anonymousAllowed;

    OptionalLoginFilter(CurrentViewer current, EndedStreams ended, Knowledge knowledge, StreamConfig config) {
        this.current = current;
        this.ended = ended;
        this.knowledge = knowledge;
        this.anonymousAllowed = config.anonymousConnect();
    }

    @OptionalLogin
    @ServerRequestFilter(nonBlocking = true)
    Uni<Response> identify(RoutingContext request) {
        Uni<Optional<Viewer>> viewer = current.optional(request);
        if (CurrentViewer.isByCookie(request) && !knowledge.has(View.REGISTRY, View.SESSIONS)) {
            request.put(VIEWER, knowledge.of(View.REGISTRY, View.SESSIONS).chain(() -> viewer));
            return Uni.createFrom().nullItem();
        }
        return viewer.map(found -> answer(request, found));
    }

    /** Finds out who it is. */
    static Uni<Optional<Viewer>> viewer(RoutingContext request) {
        return request.get(VIEWER);
    }

    private Response answer(RoutingContext request, Optional<Viewer> viewer) {
        if (viewer.isEmpty() && !anonymousAllowed) {
            throw new UnauthorizedException("a login is required to connect");
        }
        request.put(VIEWER, Uni.createFrom().item(viewer));
        return ended.isResumedBy(request.request(), viewer)
                ? Response.noContent().build()
                : null;
    }
}
