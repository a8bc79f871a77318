package dev.fleetcast.channel.feed;

/** The requested data is expected to arrive soon; retry. */
final class NotYetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotYetException() {
        super(null, null, false, false);
    }
}
