package dev.fleetcast.channel;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.channel.api.ChannelCaller;
import dev.fleetcast.channel.api.ChannelGate;
import dev.fleetcast.channel.api.DeviceLabel;
import dev.fleetcast.channel.api.MayFollowFilter;
import dev.fleetcast.channel.api.MayFollowFilter.MayFollow;
import dev.fleetcast.channel.log.ChannelName;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;

/** Returns the caller that the gate has admitted. */
@Path("/test/gate")
public class GateResource {

    private final ChannelGate gate;

    GateResource(ChannelGate gate) {
        this.gate = gate;
    }

    @GET
    @Path("feed/{channels}")
    @MayFollow
    public String follow(@Context RoutingContext request) {
        return text(MayFollowFilter.caller(request));
    }

    @POST
    @Path("feedback/{channel}")
    public Uni<String> confirm(@PathParam("channel") String channel, @Context RoutingContext request) {
        return gate.mayConfirm(request, ChannelName.of(channel), DeviceLabel.of(request.request()))
                .map(GateResource::text);
    }

    @POST
    @Path("push/{channel}")
    public Uni<Void> push(@PathParam("channel") String channel, @Context RoutingContext request) {
        return gate.mayPush(request, ChannelName.of(channel), 0);
    }

    private static String text(ChannelCaller caller) {
        return caller.viewer().map(Viewer::username).orElse("anonymous") + "/"
                + caller.device().orElse("nothing");
    }
}
