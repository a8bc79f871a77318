package dev.fleetcast.history.replay;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.request.CurrentViewer;
import dev.fleetcast.access.request.Visibility;
import dev.fleetcast.history.HistoryConfig;
import dev.fleetcast.knowledge.Needs;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.registry.admin.Item;
import dev.fleetcast.stream.api.StreamRequests;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.spi.StreamRequest;
import dev.fleetcast.telemetry.UnitId;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Replays the past on a stream, beside its live subscriptions. */
@Path("/sse/telemetry/replay/{stream_id}")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Blocking
@Needs(View.REGISTRY)
@Tag(name = "Streams")
@APIResponse(
        responseCode = "404",
        description = "The stream is not open or belongs to another user; or no such replay.")
@APIResponse(
        responseCode = "503",
        description = "The replica that holds the stream, or the database, does not respond.")
public class ReplayResource {

    private static final Duration LATER = Duration.ofMinutes(1);
    private static final String NO_UNIT = "A unit does not exist, or you may not see it.";

    private final CurrentViewer current;
    private final Visibility visibility;
    private final StreamRequests calls;
    private final HistoryConfig config;

    ReplayResource(CurrentViewer current, Visibility visibility, StreamRequests calls, HistoryConfig config) {
        this.current = current;
        this.visibility = visibility;
        this.calls = calls;
        this.config = config;
    }

    /** @param replayId names the replay in further calls and in its events */
    @Schema(name = "ReplayStarted")
    public record Started(String replayId) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Replay past messages of units",
            description = "On one clock, in the envelope of live messages, with `replay`; `replay_end` is the last.")
    @APIResponse(responseCode = "200", description = "The replay has started.")
    @APIResponse(responseCode = "422", description = "A field is invalid.")
    @APIResponse(responseCode = "429", description = "Too many replays.")
    public Uni<Item<Started>> start(
            @PathParam("stream_id") String streamId, @NotNull(message = "body is required") ReplayForm form) {
        StreamId stream = StreamRequests.id(streamId);
        String id = UUID.randomUUID().toString();
        Viewer viewer = current.viewer();
        return calls.put(new StreamRequest(StreamRequest.Kind.UNSUBSCRIBE, stream, viewer, List.of()))
                .chain(known -> put(stream, viewer, order(id, viewer, form)))
                .map(done -> new Item<>(new Started(id)));
    }

    /** After it is known that the stream is the caller's: what is wrong with an order for it is not for others. */
    private ReplayOrder order(String id, Viewer viewer, ReplayForm form) {
        ReplayOrder order = ReplayForms.start(id, form, config.maxPeriod());
        if (!order.units().stream().allMatch(unit -> unit > 0 && visibility.maySee(viewer, new UnitId(unit)))) {
            throw HttpProblem.valueOf(Status.NOT_FOUND, NO_UNIT);
        }
        return order;
    }

    @PATCH
    @Path("{replay_id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change a replay",
            description = "Its `speed`, whether it is `paused`, and where it is (`at`).")
    @APIResponse(responseCode = "200", description = "The replay is changed.")
    @APIResponse(responseCode = "422", description = "A field is invalid.")
    public Uni<Item<Started>> change(
            @PathParam("stream_id") String streamId,
            @PathParam("replay_id") String id,
            @NotNull(message = "body is required") ReplayForm form) {
        StreamId stream = StreamRequests.id(streamId);
        return put(stream, current.viewer(), ReplayForms.change(id, form)).map(done -> new Item<>(new Started(id)));
    }

    @DELETE
    @Path("{replay_id}")
    @Operation(summary = "End a replay", description = "Messages that are on their way may still arrive.")
    @APIResponse(responseCode = "204", description = "The replay has ended.")
    public Uni<Void> end(@PathParam("stream_id") String streamId, @PathParam("replay_id") String id) {
        return put(StreamRequests.id(streamId), current.viewer(), ReplayOrder.end(id));
    }

    private Uni<Void> put(StreamId stream, Viewer viewer, ReplayOrder order) {
        return calls.put(StreamRequest.replay(stream, viewer, order.json())).map(reply -> {
            int status = reply.grants().get(0).status();
            if (status == StreamRequest.TokenResult.LIMITED) {
                throw Problems.tooMany("Too many streams or replays. End some first.", LATER);
            }
            if (status != StreamRequest.TokenResult.OK) {
                throw HttpProblem.valueOf(Status.NOT_FOUND, "There is no such replay on the stream.");
            }
            return null;
        });
    }
}
