package dev.fleetcast.device.event.group;

import java.util.concurrent.Executor;

/** The connection of a member of a group. */
public interface GroupStream {

    /** Its event loop. */
    Executor loop();

    /** Sends new events; called on the loop. */
    void turn();

    /** Ends it; called on the loop. */
    void close();

    /** Whether it has ended; any thread. */
    boolean isClosed();
}
