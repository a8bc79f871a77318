package dev.fleetcast.benchmark.capacity;

/**
 * The design of the product, today's or a possible one.
 *
 * @param feedShare the share of the feed's partitions that a replica reads
 * @param commandsShare the share of {@code fleetcast.stream-commands} that a replica reads, and one partition carries
 */
record Design(String name, double feedShare, double commandsShare) {

    /** Every replica reads all of both. */
    static final Design TODAY = new Design("today", 1, 1);

    /** Partitions on demand only; streams reach any replica. */
    static Design demand(Load load, double unitsFollowed) {
        return new Design(
                "partitions on demand, streams anywhere",
                DemandSimulation.formula(load.partitions(), unitsFollowed),
                1);
    }

    /** Streams and units placed by fleet: there are fewer partitions than replicas, and each replica reads one. */
    static Design byFleet(Load load) {
        return new Design("partitions on demand, streams and units by fleet", 1.0 / load.partitions(), 1);
    }

    /** Commands for a replica in a partition that few others share. */
    static Design partitionedCommands(int partitions) {
        return new Design("commands in " + partitions + " partitions by replica", 1, 1.0 / partitions);
    }

    Design and(Design other) {
        return new Design("both", feedShare * other.feedShare, commandsShare * other.commandsShare);
    }
}
