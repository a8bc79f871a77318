package dev.fleetcast.stream;

import dev.fleetcast.memory.Reservation;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads again from Kafka what streams have missed; many are served by one reading. Safe for use by any thread. */
@FunctionalInterface
public interface Replays {

    /**
     * Asks for a replay; returns at once. While Kafka cannot be reached the answer waits for it.
     *
     * @return stops the request: its answer is not wanted any more
     */
    Runnable request(Request request);

    /**
     * What one stream has missed.
     *
     * @param from for each unit, from where on; messages before it are not for this stream
     * @param to up to where, the same for all units
     * @param topicIds Kafka's ids of the topics {@code from} was noted under
     * @param maxMessages how many messages at most up to there; with more there is a gap instead
     * @param memory where the messages of the answer are reserved; the answer ends where it has no room for more
     * @param heldUp run when a partition without a leader holds the answer up, perhaps often, on any thread
     * @param answer takes the outcome, once, on any thread
     */
    record Request(
            Map<UnitId, FeedPosition> from,
            FeedPosition to,
            Map<String, String> topicIds,
            int maxMessages,
            Reservation memory,
            Runnable heldUp,
            Consumer<Replay> answer) {}

    /**
     * The outcome: all of it up to somewhere, or none of it and why.
     *
     * @param updates in each partition in the order of Kafka, across partitions by Kafka's time; shared between streams
     * @param reached up to where they are complete: beyond it, if that is before the end, has to be asked for again
     * @param gap null when there are {@code updates}
     * @param missed with a gap of reason {@link GapReason#LIMIT}: how many messages of each unit there are
     */
    record Replay(List<FramedUpdate> updates, FeedPosition reached, GapReason gap, Map<UnitId, Integer> missed) {}
}
