package dev.fleetcast.stream.spi;

/** Saves the state that outlives a stream's connection. Called on the stream's event loop; never blocks. */
@FunctionalInterface
public interface StreamKeeper {

    void keep(StreamRecord record);
}
