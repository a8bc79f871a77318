package dev.fleetcast.benchmark.capacity;

/** All traffic between replicas. */
record ControlTraffic(Load load, Deployment deployment) {

    /** Calls of clients, on any replica. */
    double callsPerSecond() {
        return pongsPerSecond() + load.streams() * load.dashboard().callsPerSecond();
    }

    double pongsPerSecond() {
        return load.streams() / Product.PING_INTERVAL_SECONDS;
    }

    /** Calls that another replica must answer. */
    double passedOnPerSecond() {
        return callsPerSecond() * deployment.elsewhere();
    }

    /** On {@code fleetcast.stream-commands}: a request and a reply for each, and the heartbeats. */
    double commandsPerSecond() {
        return 2 * passedOnPerSecond() + deployment.replicas() * Product.HEARTBEATS_PER_SECOND;
    }

    double streamRecordsPerSecond() {
        return load.streams() * load.dashboard().streamRecordsPerSecond();
    }

    /** When all clients come back at once: a claim and a record each. */
    double massReturnRecordsPerSecond() {
        return 2 * load.streams() / Product.RECONNECT_SECONDS;
    }

    /** A session for each stream. */
    double sessionRecordsPerSecond() {
        return load.streams() / Product.SESSION_REPORT_SECONDS;
    }

    double rememberedStreams() {
        return load.streams() * load.dashboard().remembered();
    }

    /** The time between two marks, bounded so that event ids stay short for the busiest partitions. */
    double markIntervalSeconds() {
        double far = Product.MARK_FAR_RECORDS / recordsPerPartitionSecond();
        return isMarkedEarly()
                ? far + Product.MARK_LOOK_SECONDS / (deployment.replicas() + 1)
                : Product.MARK_INTERVAL_SECONDS;
    }

    /** Marks of the same moment: until the first has reached all replicas, others create one too. */
    double marksAtOnce(Costs costs) {
        double spread = isMarkedEarly() ? Product.MARK_LOOK_SECONDS : Product.MARK_SPREAD_SECONDS;
        double share = Math.min(1, costs.of(Cost.KAFKA_ROUND_TRIP) / 1_000 / spread);
        return 1 + (deployment.replicas() - 1) * share;
    }

    /** How long an event id is valid, by the number of remembered marks. */
    double marksLastSeconds(Costs costs) {
        return Product.MAX_MARKS * markIntervalSeconds() / marksAtOnce(costs);
    }

    private boolean isMarkedEarly() {
        return recordsPerPartitionSecond() * Product.MARK_INTERVAL_SECONDS > Product.MARK_FAR_RECORDS;
    }

    private double recordsPerPartitionSecond() {
        return load.recordsPerSecond() / load.partitions();
    }
}
