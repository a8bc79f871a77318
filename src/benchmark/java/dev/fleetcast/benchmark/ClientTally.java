package dev.fleetcast.benchmark;

/** The counters of a load client. Not thread-safe. */
final class ClientTally {

    private Latencies latencies = new Latencies();
    private int established;
    private int closed;
    private long events;
    private long bytes;
    private long reads;

    /** Counts a stream's first bytes. */
    void established() {
        established++;
    }

    void closed() {
        closed++;
    }

    /** Counts bytes of one read. */
    void read(int length) {
        reads++;
        bytes += length;
    }

    void received(int count) {
        events += count;
    }

    /** Counts an event that was due at that time. */
    void sentAt(long nanos) {
        latencies.record(System.nanoTime() - nanos);
    }

    /** Resets the counters, except those of connections. */
    void reset() {
        latencies = new Latencies();
        events = 0;
        bytes = 0;
        reads = 0;
    }

    /** Counts all connections as closed. */
    void leave() {
        established = 0;
        closed = 0;
    }

    ClientCounts counts() {
        return new ClientCounts(
                established,
                closed,
                events,
                bytes,
                reads,
                latencies.total(),
                latencies.millis(0.5),
                latencies.millis(0.99),
                latencies.millis(0.999),
                latencies.maxMillis());
    }
}
