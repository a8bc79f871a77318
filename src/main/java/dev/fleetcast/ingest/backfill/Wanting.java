package dev.fleetcast.ingest.backfill;

import dev.fleetcast.stream.event.GapReason;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.stream.spi.Backfills.Request;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.RecordOffset;
import dev.fleetcast.telemetry.UnitId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** One request of a scan and the updates found for it. For one thread. */
final class Wanting {

    /** Approximate overhead of an update beyond its message and frame: objects and list entries. */
    private static final int OVERHEAD = 512;

    private final PendingBackfill ticket;
    private final Request request;
    private final Map<TopicPartition, BackfillRange> ranges;
    private final List<Unit> units = new ArrayList<>();
    private final List<Update> found = new ArrayList<>();
    private int count;
    /** The position up to which {@link #found} is complete, set when the memory is exhausted. */
    private FeedPosition full;

    Wanting(PendingBackfill ticket, Map<TopicPartition, BackfillRange> ranges) {
        this.ticket = ticket;
        this.request = ticket.request();
        this.ranges = ranges;
        request.from().forEach((id, from) -> units.add(new Unit(id, from)));
        // Releases what a failed scan left.
        request.memory().clear();
    }

    List<Unit> units() {
        return units;
    }

    /** Answers the request if it is complete; returns true also if it was cancelled. */
    boolean answerIfDone(BackfillProgress progress) {
        if (!ticket.isOpen()) {
            found.clear();
            return true;
        }
        boolean through = progress.isThrough(ranges);
        if (!through && (full == null || isCounted())) {
            return false;
        }
        answer(full == null ? request.to() : full);
        return true;
    }

    /** Answers the request with what was read, though more remains. */
    void answerAsFarAsRead(BackfillProgress progress) {
        answer(full == null ? progress.within(ranges) : full);
    }

    private void answer(FeedPosition reached) {
        if (isTooMuch()) {
            ticket.refuse(GapReason.LIMIT, missed());
        } else {
            ticket.complete(BackfillOrder.merged(found), reached);
        }
    }

    /** True if all messages must be counted, because the request limits their number. */
    private boolean isCounted() {
        return request.maxMessages() < Integer.MAX_VALUE;
    }

    private boolean isTooMuch() {
        return count > request.maxMessages();
    }

    private Map<UnitId, Integer> missed() {
        Map<UnitId, Integer> missed = new HashMap<>();
        for (Unit unit : units) {
            if (unit.count > 0) {
                missed.put(unit.id, unit.count);
            }
        }
        return missed;
    }

    /** One unit of the request. */
    final class Unit {

        private final UnitId id;
        private final FeedPosition from;
        private int count;

        Unit(UnitId id, FeedPosition from) {
            this.id = id;
            this.from = from;
        }

        UnitId id() {
            return id;
        }

        /** Counts the message if it is wanted; returns true if there may be room for it. */
        boolean count(RecordOffset position) {
            if (!includes(position)) {
                return false;
            }
            count++;
            Wanting.this.count++;
            if (isTooMuch()) {
                found.clear();
                request.memory().clear();
            }
            return full == null && !isTooMuch();
        }

        /** Keeps the update if it is wanted and there is room for it. */
        void keep(Update update, BackfillProgress progress) {
            if (full != null || isTooMuch() || !includes(update.position())) {
                return;
            }
            if (request.memory().tryAdd(2L * update.extended().length + OVERHEAD)) {
                found.add(update);
            } else {
                full = progress.within(ranges);
            }
        }

        private boolean includes(RecordOffset position) {
            return !from.includes(position) && request.to().includes(position);
        }
    }
}
