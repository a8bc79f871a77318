package dev.fleetcast.benchmark.peer;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

/** The least a stream can be: one event, and then nothing, for as long as the client stays. */
@Path("/empty")
public class EmptyStreams {

    /** Opens one. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void open(@Context SseEventSink sink, @Context Sse sse) {
        sink.send(sse.newEvent("{}"));
    }
}
