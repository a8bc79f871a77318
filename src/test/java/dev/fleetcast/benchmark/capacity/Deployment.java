package dev.fleetcast.benchmark.capacity;

/**
 * The resources for a load. Calls reach any replica alike.
 *
 * @param gigabytes of memory of one replica
 * @param flushMillis {@code fleetcast.stream.flush-interval}
 */
record Deployment(int replicas, double cores, double gigabytes, double flushMillis) {

    /** The usable share of a core, a network or a memory, to leave room for peaks. */
    static final double BUSY = 0.7;

    /** Replicas of four cores and eight gigabytes each. */
    static Deployment of(int replicas) {
        return new Deployment(replicas, 4, 8, 0);
    }

    Deployment withReplicas(int other) {
        return new Deployment(other, cores, gigabytes, flushMillis);
    }

    Deployment flushing(double everyMillis) {
        return new Deployment(replicas, cores, gigabytes, everyMillis);
    }

    /** The share of calls that reach a replica without the stream. */
    double elsewhere() {
        return (replicas - 1.0) / replicas;
    }
}
