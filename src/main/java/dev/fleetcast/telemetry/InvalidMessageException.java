package dev.fleetcast.telemetry;

/** Thrown for an invalid telemetry message; the message names the field and the violated rule. */
public final class InvalidMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param reason one line, safe to show to the sender: it names fields and rules, never values */
    public InvalidMessageException(String reason) {
        // Invalid records may arrive at any rate: no stack trace.
        super(reason, null, false, false);
    }
}
