package dev.fleetcast.channel;

/** What was asked for will probably be there in a moment; ask again. */
final class NotYetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotYetException() {
        super(null, null, false, false);
    }
}
