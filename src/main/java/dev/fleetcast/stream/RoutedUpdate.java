package dev.fleetcast.stream;

import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.Update;

/** An update on its way to the streams of this replica, with how far the feed has been taken in when it has been. */
final class RoutedUpdate {

    private final FramedUpdate frames;
    private final FeedPosition position;

    RoutedUpdate(Update update, FeedPosition position) {
        this.frames = new FramedUpdate(update);
        this.position = position;
    }

    Update update() {
        return frames.update();
    }

    FeedPosition position() {
        return position;
    }

    byte[] frame(Envelope envelope) {
        return frames.frame(envelope);
    }
}
