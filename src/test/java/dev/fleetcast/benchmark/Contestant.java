package dev.fleetcast.benchmark;

import java.util.List;

/** A server under measurement, started and fed from Kafka. */
interface Contestant extends AutoCloseable {

    /** As shown in the tables: "fleetcast", "nchan", "pushpin", "quarkus-multi", "webflux", "empty-sink". */
    String name();

    /** The loopback port on which streams are opened. */
    int port();

    /** The processes whose CPU and memory are the server's own. */
    List<ProcessHandle> server();

    /** The processes that bring it the feed (the bridge), shown apart; empty if it reads Kafka by itself. */
    List<ProcessHandle> feeders();

    /** The path, with query, of a stream that follows these units. */
    String path(int[] units);

    /** How many connections a second it accepts without losing any. */
    int connectsPerSecond();

    /**
     * Called once per stream with its first bytes (up to the end of the first event), for those that subscribe by a call
     * of their own; runs off the load client's thread.
     */
    default void opened(byte[] firstBytes, int[] units) {}

    @Override
    void close();
}
