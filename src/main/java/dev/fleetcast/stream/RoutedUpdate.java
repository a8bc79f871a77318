package dev.fleetcast.stream;

import dev.fleetcast.stream.OutboundEvent.Kind;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.Update;

/**
 * An update on its way to the streams of this replica, with how far the feed has been taken in when it has been. Its events
 * are made once and shared by all streams: a delivery allocates nothing.
 */
final class RoutedUpdate {

    private final FramedUpdate frames;
    private final Given given;
    // Two event loops may both find an event missing and make it; either result is right.
    private final OutboundEvent[] promised = new OutboundEvent[Envelope.values().length];
    private final OutboundEvent[] latest = new OutboundEvent[Envelope.values().length];

    RoutedUpdate(Update update, FeedPosition position) {
        this.frames = new FramedUpdate(update);
        this.given = new Given(position);
    }

    Update update() {
        return frames.update();
    }

    FeedPosition position() {
        return given.position();
    }

    /** Its event for a subscription that was promised every message. */
    OutboundEvent promised(Envelope envelope) {
        return shared(promised, envelope, Kind.POSITION);
    }

    /** Its event for a subscription that wants the newest position only. */
    OutboundEvent latest(Envelope envelope) {
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
