package dev.fleetcast.channel.api;

import dev.fleetcast.channel.log.ChannelName;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Checks names and rights before the response begins: after an SSE method has returned, a 401 is impossible. */
public class MayFollowFilter {

    private static final String CALLER = MayFollowFilter.class.getName();

    private final ChannelGate gate;

    MayFollowFilter(ChannelGate gate) {
        this.gate = gate;
    }

    @MayFollow
    @ServerRequestFilter(nonBlocking = true)
    Uni<Response> check(RoutingContext request, UriInfo uri) {
        List<ChannelName> channels = ChannelName.listOf(uri.getPathParameters().getFirst("channels"));
        return gate.mayFollow(request, channels, DeviceLabel.of(request.request()))
                .invoke(caller -> request.put(CALLER, caller))
                .map(caller -> null);
    }

    /** Returns the authorized caller. */
    public static ChannelCaller caller(RoutingContext request) {
        return request.get(CALLER);
    }

    /** Marks an endpoint that requires the right to follow the channels in its path parameter {@code channels}. */
    @NameBinding
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.TYPE})
    public @interface MayFollow {}
}
