package dev.fleetcast.stream;

import dev.fleetcast.stream.OutboundEvent.Kind;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.telemetry.Update;

/**
 * Puts the events of one stream together, each with what its client has been given of the feed with it, and hands them on
 * to be sent. Confined to the stream's event loop.
 */
final class StreamEvents {

    private final Envelope envelope;
    private final Sender sender;
    private int changesTold;
    private int changesInIds;

    StreamEvents(Envelope envelope, Sender sender) {
        this.envelope = envelope;
        this.sender = sender;
    }

    /** The first event, and a second one when the client brought an event id that means nothing here. */
    void open(StreamId id, boolean unknownCursor, FeedPosition position) {
        control(ControlEvents.streamId(id, unknownCursor ? Boolean.FALSE : null), null, position);
        if (unknownCursor) {
            control(ControlEvents.unknownCursor(), null, position);
        }
    }

    /** The first event to a client that has come back. */
    void reopen(StreamId id, Cursor cursor) {
        toldOf(cursor.change());
        FeedPosition position = cursor.position() == null ? FeedPosition.START : cursor.position();
        control(ControlEvents.streamId(id, true), null, position);
    }

    /** From now on events say that the client has been told of so many of the stream's subscriptions as ready. */
    void toldOf(int changes) {
        changesTold = changes;
    }

    /** An event of the API itself; {@code unit} may be null. */
    void control(byte[] frame, UnitId unit, FeedPosition position) {
        numbered(OutboundEvent.control(frame, unit, new Given(position), changesTold));
    }

    /** False, and nothing has happened, when there is no room for it. */
    boolean live(Subscription subscription, RoutedUpdate routed) {
        OutboundEvent shared = subscription.isLatest() ? routed.latest(envelope) : routed.promised(envelope);
        return changesInIds == changesTold ? sender.offer(shared) : offer(shared.tellingOf(changesTold));
    }

    /** A message that was read again; false, and nothing has happened, when there is no room for it. */
    boolean missed(Subscription subscription, FramedUpdate framed, FeedPosition position) {
        Kind dispensable = subscription.isLatest() ? Kind.LATEST_POSITION : Kind.POSITION;
        Kind kind = framed.update().notable() ? Kind.REQUIRED : dispensable;
        return offer(
                OutboundEvent.message(kind, framed.frame(envelope), framed.update(), new Given(position), changesTold));
    }

    void snapshot(Update snapshot, FeedPosition position) {
        control(envelope.encode(snapshot, true), snapshot.unit(), position);
    }

    /** Tells of a gap, and begins the unit again with its snapshot. */
    void restart(Subscription subscription, GapReason reason, Snapshots snapshots, FeedPosition position) {
        UnitId unit = subscription.unit();
        control(ControlEvents.gap(reason, unit, null), unit, position);
        snapshots.of(unit).ifPresent(snapshot -> {
            subscription.startAfter(snapshot);
            snapshot(snapshot, position);
        });
        ready(subscription, position);
    }

    void ready(Subscription subscription, FeedPosition position) {
        changesTold = Math.max(changesTold, subscription.change());
        stillReady(subscription, position);
    }

    /** As {@link #ready}, while others are not: a client cut off now must not count as having been told of those. */
    void stillReady(Subscription subscription, FeedPosition position) {
        control(ControlEvents.ready(subscription.unit()), subscription.unit(), position);
    }

    private boolean offer(OutboundEvent message) {
        if (!sender.offer(message)) {
            return false;
        }
        changesInIds = changesTold;
        return true;
    }

    private void numbered(OutboundEvent event) {
        changesInIds = changesTold;
        sender.send(event);
    }
}
