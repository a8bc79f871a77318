package dev.fleetcast.history.format;

import java.io.IOException;

/** Writes messages of one unit to a client. Not thread-safe. */
public interface MessageWriter {

    /** Writes one message; in ascending order. */
    void write(PastMessage message) throws IOException;

    /** Completes the document; without it, a client can tell that messages are missing. */
    void end() throws IOException;
}
