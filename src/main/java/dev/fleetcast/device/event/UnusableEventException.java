package dev.fleetcast.device.event;

/** A record that is no event; the message says why, and quotes nothing of the record. */
public final class UnusableEventException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableEventException(String member, String fault) {
        // No stack trace: any number of records may be unusable.
        super(member + ": " + fault, null, false, false);
    }
}
