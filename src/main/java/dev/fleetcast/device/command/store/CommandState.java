package dev.fleetcast.device.command.store;

import java.util.Locale;

/** {@code queued → sent → succeeded | failed | expired | cancelled}. */
public enum CommandState {
    /** Waits for its device. Can be cancelled. */
    QUEUED,
    /** Its bytes have been written to the device's connection. */
    SENT,
    /** The device has returned a value. */
    SUCCEEDED,
    /** The device has refused. */
    FAILED,
    /** The device did not answer in time. */
    EXPIRED,
    /** Was cancelled while it was queued. */
    CANCELLED;

    /** The name on the wire and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CommandState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
