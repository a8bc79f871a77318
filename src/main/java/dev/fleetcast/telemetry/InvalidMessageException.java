package dev.fleetcast.telemetry;

/** A record that is no telemetry message; the message says which rule it breaks, naming the field first. */
public final class InvalidMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param reason one line, safe to show to the sender: it names fields and rules, never values */
    public InvalidMessageException(String reason) {
        // Bad records may come at any rate: no stack trace is taken.
        super(reason, null, false, false);
    }
}
