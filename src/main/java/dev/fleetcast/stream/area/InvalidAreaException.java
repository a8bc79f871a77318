package dev.fleetcast.stream.area;

/** A client's area is wrong: which field, and what it must be. */
final class InvalidAreaException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String field;

    InvalidAreaException(String field, String message) {
        super(message, null, false, false);
        this.field = field;
    }

    String field() {
        return field;
    }
}
