package dev.fleetcast.stream.event;

import dev.fleetcast.stream.cursor.DeliveredPosition;
import dev.fleetcast.stream.event.OutboundEvent.Kind;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.Update;

/**
 * An update on its way to the streams of this replica, with the feed position reached with it. Its events are created
 * once and shared by all streams: a delivery allocates nothing.
 */
public final class RoutedUpdate {

    private final FramedUpdate frames;
    private final DeliveredPosition given;
    // Two event loops may create a missing event at the same time; either result is valid.
    private final OutboundEvent[] promised = new OutboundEvent[Envelope.values().length];
    private final OutboundEvent[] latest = new OutboundEvent[Envelope.values().length];

    public RoutedUpdate(Update update, FeedPosition position) {
        this.frames = new FramedUpdate(update);
        this.given = new DeliveredPosition(position);
    }

    public Update update() {
        return frames.update();
    }

    public FeedPosition position() {
        return given.position();
    }

    /** The event for a subscription that was promised every message. */
    public OutboundEvent promised(Envelope envelope) {
        return shared(promised, envelope, Kind.POSITION);
    }

    /** The event for a subscription that wants only the newest position. */
    public OutboundEvent latest(Envelope envelope) {
        return shared(latest, envelope, Kind.LATEST_POSITION);
    }

    private OutboundEvent shared(OutboundEvent[] made, Envelope envelope, Kind kindOfPosition) {
        OutboundEvent event = made[envelope.ordinal()];
        if (event == null) {
            event = OutboundEvent.message(
                    update().notable() ? Kind.REQUIRED : kindOfPosition,
                    frames.frame(envelope),
                    update(),
                    given,
                    OutboundEvent.UNCHANGED);
            made[envelope.ordinal()] = event;
        }
        return event;
    }
}
