package dev.fleetcast.stream.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.request.CurrentViewer;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.spi.StreamRequest.TokenResult;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Changes the subscriptions of a stream. Runs on worker threads, because it verifies tokens. */
@Path("/sse")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Blocking
@Tag(name = "Streams")
@APIResponse(responseCode = "401", description = "Not logged in, or the token is invalid or expired.")
@APIResponse(responseCode = "403", description = "The token belongs to another user.")
@APIResponse(responseCode = "404", description = "The stream is not open or belongs to another user.")
@APIResponse(responseCode = "503", description = "Kafka or the replica that holds the stream does not respond.")
public class SubscriptionResource {

    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private final CurrentViewer current;
    private final SubscriptionCalls calls;

    /**
     * A request with several subscription tokens.
     *
     * @param tokens at most 1,000
     * @param mode {@code every} (the default) or {@code latest}; for subscribing only
     * @param interval the interval of {@code latest}, an ISO 8601 duration
     * @param filter a condition; only messages for which it holds are sent
     */
    @JsonIgnoreProperties(ignoreUnknown = false)
    @Schema(name = "TokenList")
    public record TokenList(
            @NotEmpty(message = "must name at least one token")
            @Size(max = 1_000, message = "must have at most 1000 elements")
            List<@NotNull(message = "must not be null") String> tokens,

            @Schema(nullable = true) String mode,
            @Schema(nullable = true) String interval,

            @Schema(nullable = true, examples = "gps.speed > 50")
            String filter) {}

    /**
     * The response to a subscribe or unsubscribe request.
     *
     * @param streamId the stream
     * @param unitId the unit that was followed or unfollowed
     */
    @Schema(name = "Followed")
    public record Followed(String streamId, long unitId) {}

    SubscriptionResource(CurrentViewer current, SubscriptionCalls calls) {
        this.current = current;
        this.calls = calls;
    }

    /** Subscribes to the unit of one token; a repeated call changes the mode. */
    @POST
    @Path("telemetry/subscribe/{stream_id}/{token}")
    @Operation(
            summary = "Follow a unit",
            description = "The stream sends the last known message as a snapshot, then `ready`, then live messages.")
    @APIResponse(responseCode = "200", description = "The unit is followed.")
    @APIResponse(
            responseCode = "422",
            description = "The mode, interval or filter is invalid; the problem names the position.")
    @APIResponse(responseCode = "429", description = "The limit of the stream or the user is reached.")
    public Uni<Map<String, Followed>> subscribe(
            @PathParam("stream_id") String streamId,
            @PathParam("token") String token,
            @Parameter(description = "Mode: every or latest.", example = "latest") @QueryParam("mode") String mode,
            @Parameter(description = "ISO 8601 duration, only for latest.", example = "PT2S") @QueryParam("interval")
                    String interval,
            @Parameter(
                            description =
                                    "A condition in the language of `_query`; only messages for which it holds are sent.",
                            example = "gps.speed > 50 OR events == PANIC")
                    @QueryParam("filter")
                    String filter) {
        Viewer viewer = current.viewer();
        StreamId id = StreamRequests.id(streamId);
        return calls.subscribe(id, viewer, List.of(token), DeliveryMode.parse(mode, interval, filter))
                .map(grants -> followed(id, grants));
    }

    /** Subscribes to the units of several tokens; each has its own outcome. */
    @POST
    @Path("telemetry/subscribe/{stream_id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Follow several units", description = "The response contains a status per token.")
    @APIResponse(responseCode = "200", description = "The outcome per token, in request order.")
    @APIResponse(responseCode = "422", description = "The mode, interval or filter is invalid, or there are no tokens.")
    public Uni<Map<String, List<TokenResult>>> subscribeAll(
            @PathParam("stream_id") String streamId, @Valid @NotNull(message = "body is required") TokenList request) {
        Viewer viewer = current.viewer();
        StreamId id = StreamRequests.id(streamId);
        DeliveryMode mode = DeliveryMode.parse(request.mode(), request.interval(), request.filter());
        return calls.subscribe(id, viewer, request.tokens(), mode).map(outcome -> Map.of("data", outcome));
    }

    /** Unsubscribes from the unit of one token, which may have expired. */
    @POST
    @Path("telemetry/unsubscribe/{stream_id}/{token}")
    @Operation(
            summary = "Stop following a unit",
            description = "Accepts expired tokens. After the response, no more messages of the unit are sent.")
    @APIResponse(responseCode = "200", description = "The unit is no longer followed.")
    public Uni<Map<String, Followed>> unsubscribe(
            @PathParam("stream_id") String streamId, @PathParam("token") String token) {
        Viewer viewer = current.viewer();
        StreamId id = StreamRequests.id(streamId);
        return calls.unsubscribe(id, viewer, List.of(token)).map(grants -> followed(id, grants));
    }

    /** Unsubscribes from the units of several tokens; each has its own outcome. */
    @POST
    @Path("telemetry/unsubscribe/{stream_id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Stop following several units", description = "The response contains a status per token.")
    @APIResponse(responseCode = "200", description = "The outcome per token, in request order.")
    public Uni<Map<String, List<TokenResult>>> unsubscribeAll(
            @PathParam("stream_id") String streamId, @Valid @NotNull(message = "body is required") TokenList request) {
        Viewer viewer = current.viewer();
        StreamId id = StreamRequests.id(streamId);
        return calls.unsubscribe(id, viewer, request.tokens()).map(outcome -> Map.of("data", outcome));
    }

    /** The body of the response to a request with one token; throws a problem if the token was refused. */
    static Map<String, Followed> followed(StreamId id, List<TokenResult> grants) {
        TokenResult grant = required(grants.get(0));
        return Map.of("data", new Followed(id.value(), grant.unitId()));
    }

    /** Returns the outcome of the only token; throws a problem if it was refused. */
    private static TokenResult required(TokenResult grant) {
        if (grant.succeeded()) {
            return grant;
        }
        throw switch (grant.status()) {
            case TokenResult.UNAUTHORIZED ->
                HttpProblem.builder()
                        .withTitle("Unauthorized")
                        .withStatus(Status.UNAUTHORIZED)
                        .withDetail("The subscription token is invalid or has expired. Request a new one.")
                        .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                        .build();
            case TokenResult.FORBIDDEN ->
                HttpProblem.builder()
                        .withTitle("Forbidden")
                        .withStatus(Status.FORBIDDEN)
                        .withDetail("The token belongs to another user, or you may no longer see its unit.")
                        .build();
            default -> Problems.tooMany("Too many streams or subscriptions. Close some first.", RETRY_AFTER);
        };
    }
}
