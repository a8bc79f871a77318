package dev.fleetcast.broadcast;

import dev.fleetcast.access.request.QueryLogins;
import dev.fleetcast.sse.LastEventId;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Identifies the listener before the response begins: after an SSE method has returned, a 401 is impossible. */
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

    /** Returns the identified listener. */
    static Listener listener(RoutingContext request) {
        return request.get(LISTENER);
    }

    private static Optional<String> type(RoutingContext request) {
        return Optional.ofNullable(request.request().getParam("type"))
                .filter(text -> !text.isEmpty())
                .map(Broadcast::type);
    }

    /** Marks an endpoint for users who listen to broadcasts. */
    @NameBinding
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.TYPE})
    @interface MayListen {}
}
