package dev.fleetcast.broadcast;

import dev.fleetcast.access.QueryLogins;
import dev.fleetcast.sse.LastEventId;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Finds out who listens before the response begins: once an SSE method has returned it is too late for a 401. */
class MayListenFilter {

    private static final String LISTENER = MayListenFilter.class.getName();

    private final QueryLogins logins;

    MayListenFilter(QueryLogins logins) {
        this.logins = logins;
    }

    @MayListen
    @ServerRequestFilter(nonBlocking = true)
    Uni<Response> identify(RoutingContext request) {
        return logins.viewer(request, LastEventId.of(request.request()).isPresent())
                .invoke(viewer -> request.put(LISTENER, new Listener(viewer, type(request))))
                .map(viewer -> null);
    }

    /** Who was found. */
    static Listener listener(RoutingContext request) {
        return request.get(LISTENER);
    }

    private static Optional<String> type(RoutingContext request) {
        return Optional.ofNullable(request.request().getParam("type"))
                .filter(text -> !text.isEmpty())
                .map(Broadcast::type);
    }
}
