package dev.fleetcast.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** The client of a stream, over any connection: collects events and waits for expected ones. */
public abstract class StreamClient implements AutoCloseable {

    /** A received event: {@code id} and {@code retry} are null when the event had none. */
    public record Event(String id, Long retry, JsonNode data) {

        /** The {@code type} in its data. */
        public String type() {
            return data.path("type").asText();
        }

        /** Whether it is of that type. */
        public boolean is(String type) {
            return type().equals(type);
        }
    }

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private volatile boolean ended;
    private int read;

    /** All events so far. */
    public final List<Event> events() {
        return events;
    }

    /** Waits for the next event, after the one returned last, for which {@code wanted} holds. */
    public final Event await(Predicate<Event> wanted) {
        Awaitility.await().until(() -> {
            while (read < events.size()) {
                if (wanted.test(events.get(read++))) {
                    return true;
                }
            }
            return false;
        });
        return events.get(read - 1);
    }

    /** Waits for the next event of that type. */
    public final Event await(String type) {
        return await(event -> event.is(type));
    }

    /** Waits for the first event and returns its stream id. */
    public final String streamId() {
        return await("stream_id").data().path("stream_id").asText();
    }

    /** As {@link #streamId}, even after that event has been consumed. */
    public final String knownStreamId() {
        Awaitility.await().until(() -> !events.isEmpty());
        return events.get(0).data().path("stream_id").asText();
    }

    /** Whether the server, or this client, has ended the connection. */
    public final boolean hasEnded() {
        return ended;
    }

    /** Whether the server has ended the connection properly, rather than cut it. */
    public abstract boolean isComplete();

    /** Ends the connection from this side. */
    @Override
    public abstract void close();

    final void received(Event event) {
        events.add(event);
    }

    final void ended() {
        ended = true;
    }
}
