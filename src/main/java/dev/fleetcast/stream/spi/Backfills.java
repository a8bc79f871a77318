package dev.fleetcast.stream.spi;

import dev.fleetcast.memory.Reservation;
import dev.fleetcast.stream.event.GapReason;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.ThreadSafe;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads missed messages again from Kafka; one scan serves many streams. */
@ThreadSafe
@FunctionalInterface
public interface Backfills {

    /**
     * Requests a backfill; returns at once. While Kafka is unreachable, the request waits.
     *
     * @return cancels the request
     */
    Runnable request(Request request);

    /**
     * The messages that one stream has missed.
     *
     * @param from the starting position per unit; earlier messages are not for this stream
     * @param to the end position, the same for all units
     * @param log the log when {@code from} was recorded
     * @param maxMessages the maximum number of messages up to {@code to}; more result in a gap
     * @param memory reserves the messages of the answer, which ends when there is no more room
     * @param delayed runs when a partition without a leader delays the answer, possibly often, on any thread
     * @param answer receives the outcome, once, on any thread
     */
    record Request(
            Map<UnitId, FeedPosition> from,
            FeedPosition to,
            FeedLog log,
            int maxMessages,
            Reservation memory,
            Runnable delayed,
            Consumer<Backfill> answer) {}

    /**
     * The outcome: all messages up to some position, or a gap with its reason.
     *
     * @param updates ordered by offset within a partition and by Kafka's time across partitions; shared between streams
     * @param reached the position up to which they are complete; if it is before the end, request the rest again
     * @param gap null if there are {@code updates}
     * @param missed the number of messages per unit, for a gap with reason {@link GapReason#LIMIT}
     */
    record Backfill(List<Update> updates, FeedPosition reached, GapReason gap, Map<UnitId, Integer> missed) {}
}
