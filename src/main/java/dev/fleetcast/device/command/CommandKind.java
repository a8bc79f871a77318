package dev.fleetcast.device.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a command's answer, and of a command whose device is away. */
public enum CommandKind {
    /** A caller waits for the answer; void when the caller has given up. */
    CALL,
    /** Like a call, for the value of a variable. */
    VARIABLE,
    /** Confirms a stored event; no caller waits for an answer, and a device that is away does not get it. */
    ACK,
    /** Kept in the database until the device has answered or the command expires. */
    QUEUED;

    /** The name in records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that name; empty for an unknown one. */
    static Optional<CommandKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
