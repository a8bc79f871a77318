package dev.fleetcast.benchmark;

import java.io.IOException;

/** Publishes messages to a peer. One thread. */
interface Publisher {

    /** Accepts one message for the streams that follow the unit; it may wait for {@link #flush}. */
    void publish(String unit, byte[] data);

    /** Sends the waiting messages. */
    void flush() throws IOException;

    /** The outcome of all requests so far. */
    Account account();
}
