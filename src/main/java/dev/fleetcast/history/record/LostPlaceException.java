package dev.fleetcast.history.record;

/** The place in the feed is not where the reader believes it to be: it must begin again at the stored place. */
public final class LostPlaceException extends RuntimeException {

    LostPlaceException() {
        super("Records before the batch are not recorded");
    }
}
