package dev.fleetcast.stream;

/** Saves the state that outlives a stream's connection. Called on the stream's event loop; never blocks. */
@FunctionalInterface
interface StreamKeeper {

    void keep(StreamRecord record);
}
