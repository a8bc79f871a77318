package dev.fleetcast.stream;

import dev.fleetcast.stream.cursor.Cursor;
import dev.fleetcast.stream.cursor.CursorCodec.DeliveredPosition;
import dev.fleetcast.stream.delivery.Sender;
import dev.fleetcast.stream.event.ControlEvents;
import dev.fleetcast.stream.event.Envelope;
import dev.fleetcast.stream.event.GapReason;
import dev.fleetcast.stream.event.OutboundEvent;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.event.UnsubscribeReason;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.stream.spi.AreaRecord;
import dev.fleetcast.stream.spi.Snapshots;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.EventLoopConfined;

/** Creates the events of one stream, each with the client's position in the feed, and passes them to the sender. */
@EventLoopConfined
final class StreamEvents {

    /** Messages that filters leave out between two ids: few enough for a resume to read again. */
    private static final int LEFT_OUT = 1_000;

    private final Envelope envelope;
    private final Sender sender;
    private final Backlog backlog;
    private int changesReported;
    private int changesInIds;
    private int leftOut;

    StreamEvents(Envelope envelope, Sender sender, Backlog backlog) {
        this.envelope = envelope;
        this.sender = sender;
        this.backlog = backlog;
    }

    Envelope envelope() {
        return envelope;
    }

    /** Sends the first event, and a second one if the client's event id is unknown here. */
    void open(StreamId id, boolean unknownCursor) {
        control(ControlEvents.streamId(id, unknownCursor ? Boolean.FALSE : null), null);
        if (unknownCursor) {
            control(ControlEvents.unknownCursor(), null);
        }
    }

    /** Sends the first event to a client that has reconnected. */
    void reopen(StreamId id, Cursor cursor) {
        reported(cursor.change());
        FeedPosition position = cursor.position() == null ? FeedPosition.START : cursor.position();
        control(ControlEvents.streamId(id, true), null, position);
    }

    /** Sets the number of the stream's changes that later event ids report. */
    void reported(int changes) {
        changesReported = changes;
    }

    /** Sends an event of the API itself; {@code unit} may be null. */
    void control(byte[] frame, UnitId unit) {
        control(frame, unit, backlog.position());
    }

    /** Sends a live message; false, without effect, if there is no room. */
    boolean live(Subscription subscription, Update update) {
        OutboundEvent shared = update.live(envelope, subscription.isLatest());
        return changesInIds == changesReported ? sender.offer(shared) : offer(shared.reporting(changesReported));
    }

    /** Counts a message that a filter leaves out; now and then the client gets a newer id to resume from. */
    void leftOut() {
        leftOut++;
        if (leftOut >= LEFT_OUT && sender.hasRoom()) {
            leftOut = 0;
            control(ControlEvents.NOTHING, null);
        }
    }

    /** Sends a message that was read again; false, without effect, if there is no room. */
    boolean missed(Subscription subscription, Update update, FeedPosition position) {
        return offer(update.missed(envelope, subscription.isLatest(), position, changesReported));
    }

    void snapshot(Update snapshot) {
        control(envelope.encode(snapshot, true), snapshot.unit());
    }

    /** Reports a gap, and restarts the unit with its snapshot. */
    void restart(Subscription subscription, GapReason reason, Snapshots snapshots) {
        UnitId unit = subscription.unit();
        control(ControlEvents.gap(reason, unit, null), unit);
        snapshots.of(unit).ifPresent(snapshot -> {
            subscription.startAfter(snapshot);
            snapshot(snapshot);
        });
        ready(subscription);
    }

    /** Reports a unit that has come into the area, with its last known message unless that is null. */
    void enter(UnitId unit, Update snapshot, int change) {
        changesReported = Math.max(changesReported, change);
        control(snapshot == null ? ControlEvents.enter(unit) : envelope.enter(snapshot), unit);
    }

    /** Reports a unit that is no longer in the area. */
    void leave(UnitId unit, UnsubscribeReason reason, int change) {
        changesReported = Math.max(changesReported, change);
        control(ControlEvents.leave(unit, reason), unit);
    }

    /** Reports how many units are in the area. */
    void areaLimit(AreaRecord.Limit limit) {
        changesReported = Math.max(changesReported, limit.change());
        control(ControlEvents.areaLimit(limit.units(), limit.maxUnits()), null);
    }

    void ready(Subscription subscription) {
        changesReported = Math.max(changesReported, subscription.change());
        stillReady(subscription);
    }

    /**
     * Like {@link #ready}, while other subscriptions are not ready: a disconnect now must not count those as reported.
     */
    void stillReady(Subscription subscription) {
        control(ControlEvents.ready(subscription.unit()), subscription.unit());
    }

    private boolean offer(OutboundEvent message) {
        if (!sender.offer(message)) {
            return false;
        }
        changesInIds = changesReported;
        return true;
    }

    private void control(byte[] frame, UnitId unit, FeedPosition position) {
        changesInIds = changesReported;
        sender.send(OutboundEvent.control(frame, unit, new DeliveredPosition(position), changesReported));
    }
}
