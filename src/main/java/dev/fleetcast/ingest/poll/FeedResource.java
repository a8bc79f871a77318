package dev.fleetcast.ingest.poll;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.request.CurrentViewer;
import dev.fleetcast.connection.Quota;
import dev.fleetcast.knowledge.Needs;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
import dev.fleetcast.registry.IdList;
import dev.fleetcast.stream.cursor.Cursor;
import dev.fleetcast.stream.spi.StreamConfig;
import dev.fleetcast.telemetry.UnitId;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The feed for clients that cannot keep a connection open. */
@Path("/api/v1/telemetry/feed")
@Authenticated
@Needs({View.REGISTRY, View.SESSIONS, View.FEED, View.MARKS})
@Tag(name = "Monitoring")
public class FeedResource {

    private static final MediaType LINES = new MediaType("application", "x-ndjson");
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final CurrentViewer current;
    private final PolledFeed feed;
    private final FeedCursors cursors;
    private final Quota<Long> polls;

    FeedResource(CurrentViewer current, PolledFeed feed, FeedCursors cursors, StreamConfig config) {
        this.current = current;
        this.feed = feed;
        this.cursors = cursors;
        this.polls = new Quota<>(config.maxPerUser());
    }

    /** A page of messages: without a cursor the last known ones, with one those that came after it. */
    @GET
    @Produces({MediaType.APPLICATION_JSON, "application/x-ndjson"})
    @Blocking
    @Operation(
            summary = "Poll the feed",
            description = "Without a cursor: the last known message of every visible unit. With the cursor of the "
                    + "answer before: what came after it, in order, once, on any replica. With `Accept: "
                    + "application/x-ndjson` each message is a line, and the last line has `meta`.")
    @APIResponse(
            responseCode = "200",
            description = "Extended messages, and the next cursor.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "401", description = "Not logged in, or the session has ended.")
    @APIResponse(responseCode = "410", description = "The cursor is too old. The member `cursor` has a new one.")
    @APIResponse(responseCode = "422", description = "A parameter is invalid or out of range.")
    @APIResponse(responseCode = "429", description = "The user has too many polls at once.")
    @APIResponse(responseCode = "503", description = "Kafka does not respond.")
    public Uni<Response> poll(
            @Parameter(description = "The cursor of the answer before.") @QueryParam("cursor") String cursor,
            @Parameter(description = "Maximum number of messages after a cursor.")
                    @QueryParam("limit")
                    @DefaultValue("1000")
                    @Min(value = 1, message = "must be at least 1")
                    @Max(value = 10_000, message = "must be at most 10000")
                    int limit,
            @Parameter(description = "Only these units, as in 1,2,3. Omits units the caller may not see.")
                    @QueryParam("units")
                    @Pattern(regexp = IdList.REGEX, message = IdList.MESSAGE)
                    String units,
            @Parameter(
                            description = "How long to wait for a message after the cursor, at most PT30S.",
                            example = "PT20S")
                    @QueryParam("wait")
                    String wait,
            @Context HttpHeaders headers,
            @Context RoutingContext request) {
        Viewer viewer = current.viewer();
        boolean lines = LINES.getSubtype()
                .equals(headers.getAcceptableMediaTypes().get(0).getSubtype());
        Poll poll = new Poll(viewer, wanted(units), limit, duration(wait));
        Cursor place = cursor == null ? null : place(viewer, cursor);
        if (!polls.take(viewer.userId())) {
            throw Problems.tooMany("Too many polls at once. Wait for their answers.", RETRY_AFTER);
        }
        // After the last byte, or when the connection is lost.
        request.addEndHandler(ended -> polls.giveBack(viewer.userId()));
        return place == null
                ? Uni.createFrom().item(written(feed.beginning(poll), lines))
                : feed.after(poll, place).map(page -> collected(page, lines));
    }

    private Cursor place(Viewer viewer, String cursor) {
        return cursors.decode(viewer.userId(), cursor)
                .orElseThrow(() ->
                        invalid("cursor", "was not given to this user, or is malformed; leave it out to begin again"));
    }

    /** The answer with a page that is written as it is read, on this worker thread. */
    private static Response written(FeedPage page, boolean lines) {
        StreamingOutput body = out -> write(page, lines, out);
        return Response.ok(body).type(type(lines)).build();
    }

    /** The answer with a page of limited size. */
    private static Response collected(FeedPage page, boolean lines) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            write(page, lines, body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Response.ok(body.toByteArray()).type(type(lines)).build();
    }

    private static void write(FeedPage page, boolean lines, OutputStream out) throws IOException {
        if (lines) {
            page.writeLines(out);
        } else {
            page.writeJson(out);
        }
    }

    private static MediaType type(boolean lines) {
        return lines ? LINES : MediaType.APPLICATION_JSON_TYPE;
    }

    private static Predicate<UnitId> wanted(String units) {
        if (units == null) {
            return unit -> true;
        }
        Set<Long> named = IdList.parse(units);
        return unit -> named.contains(unit.value());
    }

    private static Duration duration(String wait) {
        try {
            Duration duration = wait == null ? Duration.ZERO : Duration.parse(wait);
            if (!duration.isNegative() && duration.compareTo(LONGEST_WAIT) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException malformed) {
            // Refused like one out of range.
        }
        throw invalid("wait", "must be an ISO 8601 duration of at most PT30S");
    }

    private static RuntimeException invalid(String field, String message) {
        return Violations.problem(List.of(new FieldViolation(field, message)));
    }
}
