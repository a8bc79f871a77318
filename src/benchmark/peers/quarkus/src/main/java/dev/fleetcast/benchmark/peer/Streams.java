package dev.fleetcast.benchmark.peer;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Streams as the guides write them: a broadcast for each unit, and a {@code Multi} for each stream. */
@Path("/")
public class Streams {

    /** What waits for one stream and unit before the stream fails. */
    private static final int BUFFER = 256;

    private final Map<String, BroadcastProcessor<JsonNode>> units = new ConcurrentHashMap<>();

    /** Follows the units whose ids are given, with commas between them. */
    @GET
    @Path("sub")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<JsonNode> follow(@RestQuery String v) {
        List<Multi<JsonNode>> followed = Stream.of(v.split(","))
                .map(id -> unit(id).onOverflow().buffer(BUFFER))
                .toList();
        return Multi.createBy().merging().withConcurrency(followed.size()).streams(followed);
    }

    /** Sends a message to all who follow the unit. */
    @POST
    @Path("publish/{unit}")
    public void publish(String unit, JsonNode message) {
        unit(unit).onNext(message);
    }

    private BroadcastProcessor<JsonNode> unit(String id) {
        return units.computeIfAbsent(id, unknown -> BroadcastProcessor.create());
    }
}
