package dev.fleetcast.channel.api;

import dev.fleetcast.channel.api.MayFollowFilter.MayFollow;
import dev.fleetcast.channel.feed.FeedRequest;
import dev.fleetcast.channel.feed.Feeds;
import dev.fleetcast.channel.feed.Initial;
import dev.fleetcast.channel.log.ChannelConfig;
import dev.fleetcast.channel.log.ChannelName;
import dev.fleetcast.sse.LastEventId;
import dev.fleetcast.sse.SseConnection;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Feeds of channels. */
@Path("/feed/{channels}")
@Produces(MediaType.SERVER_SENT_EVENTS)
@NonBlocking
@Tag(name = "Channels")
public class FeedResource {

    private final Feeds feeds;
    private final int maxChannels;

    FeedResource(Feeds feeds, ChannelConfig config) {
        this.feeds = feeds;
        this.maxChannels = config.maxChannelsPerFeed();
    }

    /** Opens a feed. {@link MayFollowFilter} has authorized the request. */
    @GET
    @MayFollow
    @Operation(
            summary = "Follow one or several channels",
            description =
                    "Sends the retained events, then new ones. If Last-Event-ID names a known event, sends the events after it. "
                            + "Separate the names of several channels with commas.")
    @APIResponse(
            responseCode = "200",
            description = "The stream of events.",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "400", description = "Invalid name of a channel or device.")
    @APIResponse(
            responseCode = "401",
            description = "A channel is not public, and there is no valid login or device token.")
    @APIResponse(responseCode = "403", description = "The device token belongs to another device.")
    public void follow(
            @PathParam("channels") @Parameter(description = "Names, separated by commas.") String channels,
            @QueryParam("initial") @DefaultValue("all") @Parameter(description = "One of all, latest and none.")
                    String initial,
            @QueryParam("presence")
                    @DefaultValue("false")
                    @Parameter(description = "Report devices that join and leave.")
                    boolean presence,
            @Context SseEventSink sink,
            @Context RoutingContext request) {
        ChannelCaller caller = MayFollowFilter.caller(request);
        List<String> names =
                ChannelName.listOf(channels).stream().map(ChannelName::value).toList();
        if (names.size() > maxChannels) {
            throw HttpProblem.valueOf(Status.BAD_REQUEST, "A feed may follow at most " + maxChannels + " channels.");
        }
        feeds.open(
                new FeedRequest(
                        names,
                        caller.device().orElse(null),
                        Initial.of(initial),
                        LastEventId.of(request.request()),
                        caller.viewer(),
                        caller.token(),
                        presence),
                sink,
                request);
    }

    /** See {@link SseConnection#head}. */
    @HEAD
    @MayFollow
    @Operation(hidden = true)
    public Response head() {
        return SseConnection.head();
    }
}
