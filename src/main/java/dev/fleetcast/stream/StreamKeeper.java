package dev.fleetcast.stream;

/** Writes down what has to outlive the connection of a stream; called on the stream's event loop, never blocks. */
@FunctionalInterface
interface StreamKeeper {

    void keep(StreamRecord record);
}
