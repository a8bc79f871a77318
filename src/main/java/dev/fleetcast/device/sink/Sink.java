package dev.fleetcast.device.sink;

import dev.fleetcast.device.store.EventStore;

/**
 * A further store and its connections.
 *
 * @param closing closes the connections
 */
record Sink(EventStore store, Runnable closing) implements AutoCloseable {

    @Override
    public void close() {
        closing.run();
    }
}
