package dev.fleetcast.benchmark;

import java.io.IOException;

/** The way a peer takes messages. One thread. */
interface Publisher {

    /** Takes one message for the streams that follow the unit; it may wait for {@link #flush}. */
    void publish(String unit, byte[] data);

    /** Sends what waits. */
    void flush() throws IOException;

    /** Of all requests so far. */
    Account account();
}
