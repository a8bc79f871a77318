package dev.fleetcast.selftest;

import dev.fleetcast.problem.Problems;
import dev.fleetcast.sse.SseOutlet;
import dev.fleetcast.stream.StreamConfig;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The self-test of the way to the client. It stands beside the streams, because what lets them through has to let it through;
 * it needs no login, because it tells nothing but the time and what the request was like, and takes little: ten at a time,
 * each over within a minute.
 */
@Path("/sse/selftest")
@Produces(MediaType.SERVER_SENT_EVENTS)
@NonBlocking
@Tag(name = "Operations")
public class SelfTestResource {

    private static final int MAX_AT_A_TIME = 10;
    private static final Duration BEYOND_A_PING = Duration.ofSeconds(5);
    private static final Duration LONGEST_QUIET = Duration.ofSeconds(50);
    private static final Duration BELOW_IDLE = Duration.ofSeconds(2);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,2}");

    private final Semaphore room = new Semaphore(MAX_AT_A_TIME);
    private final Duration pingInterval;
    /** Below what this server itself would cut: what is to be found out is who else does. */
    private final Duration longestQuiet;

    SelfTestResource(StreamConfig config, @ConfigProperty(name = "quarkus.http.idle-timeout") Duration idleTimeout) {
        this.pingInterval = config.pingInterval();
        this.longestQuiet = longestQuiet(idleTimeout);
    }

    /** Opens the stream. */
    @GET
    @Operation(
            summary = "Test the way between the client and here",
            description =
                    "Events at known times, each with the time it was sent at. A client that sees them come otherwise has a "
                            + "proxy before it that buffers, compresses or cuts streams; /dashboard/selftest.html says so.")
    @APIResponse(
            responseCode = "200",
            description = "The stream of events; it ends by itself",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "400", description = "Not a length of silence")
    @APIResponse(
            responseCode = "429",
            description = "Too many self-tests at a time; Retry-After says when to come back")
    public void run(
            @QueryParam("quiet")
                    @Parameter(
                            description =
                                    "The longest silence, in seconds; a little more than between two pings if it is left out")
                    String quiet,
            @Context SseEventSink sink,
            @Context RoutingContext request) {
        List<Step> plan = Step.plan(quietMillis(quiet));
        if (!room.tryAcquire()) {
            throw Problems.tooMany(MAX_AT_A_TIME + " self-tests are under way", Duration.ofSeconds(10));
        }
        SseOutlet outlet = new SseOutlet(sink, request);
        SelfTest test = new SelfTest(outlet, request.vertx(), plan, room::release);
        outlet.onClose(test::stop);
        outlet.begin();
        test.begin(facts(request.request(), plan));
    }

    /** A HEAD request must not open a stream, as it would if it fell back to GET. */
    @HEAD
    @Operation(hidden = true)
    public Response head() {
        return Response.ok().type(MediaType.SERVER_SENT_EVENTS).build();
    }

    private static Duration longestQuiet(Duration idleTimeout) {
        Duration most = idleTimeout.minus(BELOW_IDLE);
        return idleTimeout.isZero() || most.compareTo(LONGEST_QUIET) > 0 ? LONGEST_QUIET : most;
    }

    private int quietMillis(String seconds) {
        if (seconds == null) {
            Duration usual = pingInterval.plus(BEYOND_A_PING);
            return Math.toIntExact((usual.compareTo(longestQuiet) < 0 ? usual : longestQuiet).toMillis());
        }
        int wanted = SECONDS.matcher(seconds).matches() ? Integer.parseInt(seconds) : 0;
        if (wanted < 1 || wanted > longestQuiet.toSeconds()) {
            throw HttpProblem.valueOf(
                    Status.BAD_REQUEST, "quiet is a number of seconds from 1 to " + longestQuiet.toSeconds());
        }
        return wanted * 1_000;
    }

    /** What the client may want to compare: how its request has arrived here. */
    private JsonObject facts(HttpServerRequest request, List<Step> plan) {
        return new JsonObject()
                .put("http", request.version().alpnName())
                .put("accept_encoding", request.getHeader(HttpHeaders.ACCEPT_ENCODING))
                .put("ping_ms", pingInterval.toMillis())
                .put("lasts_ms", plan.get(plan.size() - 1).atMillis());
    }
}
