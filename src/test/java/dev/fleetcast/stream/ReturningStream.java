package dev.fleetcast.stream;

import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.stream.cursor.Cursor;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.GapReason;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.stream.spi.AreaRecord;
import dev.fleetcast.stream.spi.Backfills.Backfill;
import dev.fleetcast.stream.spi.Backfills.Request;
import dev.fleetcast.stream.spi.PackedSubscriptions;
import dev.fleetcast.stream.spi.PackedSubscriptions.Numbered;
import dev.fleetcast.stream.spi.StreamTable.StreamRecord;
import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A stream whose client has reconnected; the test acts as Kafka. Its queue holds eight events. */
final class ReturningStream {

    static final FeedLog LOG = new FeedLog(Map.of("fleet.telemetry", "id"), Map.of());

    private static final String[] SMALL_QUEUE = {"queue-events", "8"};

    final OpenStream open;
    final List<Request> requests;
    private final Set<Long> hidden = new HashSet<>();

    /** A stream without an owner. */
    ReturningStream() {
        this(OpenStream.with(SMALL_QUEUE));
    }

    private ReturningStream(OpenStream open) {
        this.open = open;
        this.requests = open.requests;
    }

    /** A stream that belongs to {@link OpenStream#OWNER}. */
    static ReturningStream owned() {
        return new ReturningStream(OpenStream.owned(SMALL_QUEUE));
    }

    /** Sets how far the feed has begun to interpret; 10 by default. */
    void feedBegan(FeedPosition position) {
        open.readTo = position;
    }

    /** Revokes the owner's right to see the unit. */
    void hide(long unit) {
        hidden.add(unit);
    }

    /** Sets the last known message of the unit. */
    void lastKnown(long unit, Update update) {
        open.lastKnown.put(new UnitId(unit), update);
    }

    /** Resumes with {@code position} and {@code reported} subscriptions reported as ready. */
    void resume(FeedPosition position, int reported, PackedSubscriptions.Group... followed) {
        restore(new Cursor("id", open.stream.key(), reported, position, Instant.now(), LOG), followed);
    }

    void restore(Cursor cursor, PackedSubscriptions.Group... followed) {
        StreamRecord record = new StreamRecord(
                open.stream.id(),
                "claim",
                ReplicaId.random(),
                OpenStream.OWNER,
                9,
                PackedSubscriptions.of(List.of(followed)),
                0,
                false,
                AreaRecord.NONE);
        open.stream.restore(new ResumePlan(record, cursor, unit -> !hidden.contains(unit.value())));
        open.executor.turn();
    }

    /** Resumes a saved stream. */
    void restore(StreamRecord record, FeedPosition position, int reported) {
        Cursor cursor = new Cursor("id", open.stream.key(), reported, position, Instant.now(), LOG);
        open.stream.execute(
                () -> open.stream.restore(new ResumePlan(record, cursor, unit -> !hidden.contains(unit.value()))));
        open.executor.turn();
    }

    /** Answers the last request completely, with these updates. */
    void answer(Update... updates) {
        open.answer(updates);
    }

    /** Answers the last request with a gap. */
    void answerGap(GapReason reason, Map<UnitId, Integer> missed) {
        open.answer(new Backfill(List.of(), FeedPosition.START, reason, missed));
    }

    /** The events since the reconnect, in short form. */
    List<String> story() {
        return open.story();
    }

    /** Subscriptions since the beginning of the feed: alternating units and change numbers. */
    static PackedSubscriptions.Group every(long... unitsAndNumbers) {
        List<Numbered> subscriptions = new ArrayList<>();
        for (int i = 0; i < unitsAndNumbers.length; i += 2) {
            subscriptions.add(new Numbered(unitsAndNumbers[i], (int) unitsAndNumbers[i + 1]));
        }
        return new PackedSubscriptions.Group(FeedPosition.START, DeliveryMode.EVERY, subscriptions);
    }
}
