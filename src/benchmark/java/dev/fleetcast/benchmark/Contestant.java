package dev.fleetcast.benchmark;

import java.util.List;

/** A measured server that is started and fed from Kafka. */
interface Contestant extends AutoCloseable {

    /** The name in the tables: "fleetcast", "nchan", "pushpin", "quarkus-multi", "webflux", "empty-sink". */
    String name();

    /** The loopback port on which streams are opened. */
    int port();

    /** The processes whose CPU and memory are the server's own. */
    List<ProcessHandle> server();

    /** The processes that feed it (the bridge), with their own column; empty if it reads Kafka itself. */
    List<ProcessHandle> feeders();

    /** The path, with query, of a stream that follows these units. */
    String path(int[] units);

    /** The number of connections a second that it accepts without losing any. */
    int connectsPerSecond();

    /**
     * Called once per stream with its first bytes (up to the end of the first event), for contestants that subscribe by
     * a separate call; not called on the load client's thread.
     */
    default void opened(byte[] firstBytes, int[] units) {}

    @Override
    void close();
}
