package dev.fleetcast.benchmark.capacity;

/** What replicas tell each other, in all. */
record ControlTraffic(Load load, Deployment deployment) {

    /** Calls of clients, wherever they arrive. */
    double callsPerSecond() {
        return pongsPerSecond() + load.streams() * load.dashboard().callsPerSecond();
    }

    double pongsPerSecond() {
        return load.streams() / Product.PING_INTERVAL_SECONDS;
    }

    /** Calls that another replica has to answer. */
    double passedOnPerSecond() {
        return callsPerSecond() * deployment.elsewhere();
    }

    /** On {@code fleetcast.stream-commands}: a request and a reply for each, and the heartbeats. */
    double commandsPerSecond() {
        return 2 * passedOnPerSecond() + deployment.replicas() * Product.HEARTBEATS_PER_SECOND;
    }

    /** As many of them as one partition carries and one replica reads. */
    double commandsOfOnePartitionPerSecond() {
        return commandsPerSecond() * deployment.design().commandsShare();
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

    /** Between two marks, so that the busiest partitions are not further apart than event ids like. */
    double markIntervalSeconds() {
        double far = Product.MARK_FAR_RECORDS / recordsPerPartitionSecond();
        return isMarkedEarly()
                ? far + Product.MARK_LOOK_SECONDS / (deployment.replicas() + 1)
                : Product.MARK_INTERVAL_SECONDS;
    }

    /** Marks of the same moment: until the first has come round to all, others make one too. */
    double marksAtOnce(Costs costs) {
        double spread = isMarkedEarly() ? Product.MARK_LOOK_SECONDS : Product.MARK_SPREAD_SECONDS;
        double share = Math.min(1, costs.of(Cost.KAFKA_ROUND_TRIP) / 1_000 / spread);
        return 1 + (deployment.replicas() - 1) * share;
    }

    /** For how long an event id can be placed, by the number of marks that are remembered. */
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
