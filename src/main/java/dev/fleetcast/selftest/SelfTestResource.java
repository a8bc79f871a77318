package dev.fleetcast.selftest;

import dev.fleetcast.problem.Problems;
import dev.fleetcast.sse.SseConnection;
import dev.fleetcast.stream.spi.StreamConfig;
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
 * Tests the path between server and client. It is next to the streams, so that proxies treat it alike. It needs no
 * login, because it reveals only the time and properties of the request, and uses few resources: at most ten runs at a
 * time, each shorter than a minute.
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
    /** Below this server's own idle timeout: the test must find connections closed by others. */
    private final Duration longestQuiet;

    SelfTestResource(StreamConfig config, @ConfigProperty(name = "quarkus.http.idle-timeout") Duration idleTimeout) {
        this.pingInterval = config.pingInterval();
        this.longestQuiet = longestQuiet(idleTimeout);
    }

    /** Runs a self-test. */
    @GET
    @Operation(
            summary = "Test the path between client and server",
            description =
                    "Sends events at known times, each with the time it was sent. If they arrive at other times, a "
                            + "proxy buffers, compresses or cuts streams; /dashboard/selftest.html explains the result.")
    @APIResponse(
            responseCode = "200",
            description = "The stream of events. It ends by itself.",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "400", description = "The length of the silence is invalid.")
    @APIResponse(
            responseCode = "429",
            description = "Too many self-tests are running. Retry-After says when to try again.")
    public void run(
            @QueryParam("quiet")
                    @Parameter(
                            description =
                                    "The longest silence, in seconds; by default slightly longer than a ping interval.")
                    String quiet,
            @Context SseEventSink sink,
            @Context RoutingContext request) {
        List<Step> plan = Step.plan(quietMillis(quiet));
        if (!room.tryAcquire()) {
            throw Problems.tooMany(MAX_AT_A_TIME + " self-tests are running. Try again later.", Duration.ofSeconds(10));
        }
        SseConnection connection = SseConnection.of(sink, request);
        SelfTest test = new SelfTest(connection.outlet(), request.vertx(), plan, room::release);
        connection.carry(test::stop);
        test.begin(facts(request.request(), plan));
    }

    /** See {@link SseConnection#head}. */
    @HEAD
    @Operation(hidden = true)
    public Response head() {
        return SseConnection.head();
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
                    Status.BAD_REQUEST, "quiet must be from 1 to " + longestQuiet.toSeconds() + " seconds.");
        }
        return wanted * 1_000;
    }

    /** How the request arrived, for the client to compare. */
    private JsonObject facts(HttpServerRequest request, List<Step> plan) {
        return new JsonObject()
                .put("http", request.version().alpnName())
                .put("accept_encoding", request.getHeader(HttpHeaders.ACCEPT_ENCODING))
                .put("ping_ms", pingInterval.toMillis())
                .put("lasts_ms", plan.get(plan.size() - 1).atMillis());
    }
}
