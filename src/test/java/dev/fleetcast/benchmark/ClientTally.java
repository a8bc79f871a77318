package dev.fleetcast.benchmark;

/** What a load client counts. Not for use by several threads. */
final class ClientTally {

    private Latencies latencies = new Latencies();
    private int established;
    private int closed;
    private long events;
    private long bytes;
    private long reads;

    /** Something has come on a stream for the first time. */
    void established() {
        established++;
    }

    void closed() {
        closed++;
    }

    /** So many bytes have come at once. */
    void read(int length) {
        reads++;
        bytes += length;
    }

    void received(int count) {
        events += count;
    }

    /** An event that was due at that time has come. */
    void sentAt(long nanos) {
        latencies.record(System.nanoTime() - nanos);
    }

    /** Begins to count again; connections stay. */
    void reset() {
        latencies = new Latencies();
        events = 0;
        bytes = 0;
        reads = 0;
    }

    /** There are no connections any more. */
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
