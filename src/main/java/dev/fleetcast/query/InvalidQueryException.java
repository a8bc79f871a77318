package dev.fleetcast.query;

/**
 * A condition or a list of fields cannot be read. The message is for the client, as the end of a sentence: where, and what
 * was expected.
 */
public final class InvalidQueryException extends Exception {

    private final int position;

    InvalidQueryException(int position, String detail) {
        super("position " + position + ": " + detail);
        this.position = position;
    }

    /** The position of the first character that does not fit, from 1. */
    public int position() {
        return position;
    }
}
