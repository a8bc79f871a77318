package dev.fleetcast.stream.api;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.request.RequestLogin;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.stream.spi.StreamConfig;
import io.quarkus.security.UnauthorizedException;
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

/**
 * Identifies the caller, and rejects reconnects to ended streams, before the response begins: once an SSE method has
 * returned, a 401 is no longer possible. A stale cookie counts as anonymous; a bad header is an error. Until sessions
 * and registry are loaded, a cookie is checked only after the response has begun: a 503 would end a browser's
 * {@code EventSource} for good.
 */
class OptionalLoginFilter {

    private static final String VIEWER = OptionalLoginFilter.class.getName();

    private final RequestLogin logins;
    private final Reconnects reconnects;
    private final Knowledge knowledge;
    private final boolean anonymousAllowed;

    OptionalLoginFilter(RequestLogin logins, Reconnects reconnects, Knowledge knowledge, StreamConfig config) {
        this.logins = logins;
        this.reconnects = reconnects;
        this.knowledge = knowledge;
        this.anonymousAllowed = config.anonymousConnect();
    }

    @OptionalLogin
    @ServerRequestFilter(nonBlocking = true)
    Uni<Response> identify(RoutingContext request) {
        Uni<Optional<Viewer>> viewer = logins.optional(request);
        if (RequestLogin.isByCookie(request) && !knowledge.has(View.REGISTRY, View.SESSIONS)) {
            request.put(VIEWER, knowledge.of(View.REGISTRY, View.SESSIONS).chain(() -> viewer));
            return Uni.createFrom().nullItem();
        }
        return viewer.map(found -> answer(request, found));
    }

    /** The caller, once identified; empty when anonymous. */
    static Uni<Optional<Viewer>> viewer(RoutingContext request) {
        return request.get(VIEWER);
    }

    private Response answer(RoutingContext request, Optional<Viewer> viewer) {
        if (viewer.isEmpty() && !anonymousAllowed) {
            throw new UnauthorizedException("Log in before you connect.");
        }
        request.put(VIEWER, Uni.createFrom().item(viewer));
        return reconnects.isEndedStreamResumedBy(request.request(), viewer)
                ? Response.noContent().build()
                : null;
    }

    /** Marks an endpoint that accepts a login but does not require one. */
    @NameBinding
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.TYPE})
    @interface OptionalLogin {}
}
