package dev.fleetcast.broadcast;

import dev.fleetcast.broadcast.MayListenFilter.MayListen;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.Optional;

/** Returns the logs of a listener. */
@Path("/test/listener")
public class ListenerResource {

    @GET
    @MayListen
    public List<String> logs(@Context RoutingContext request) {
        return MayListenFilter.listener(request).request(Optional.empty()).channels();
    }
}
