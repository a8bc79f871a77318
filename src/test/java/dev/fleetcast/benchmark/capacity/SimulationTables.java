package dev.fleetcast.benchmark.capacity;

import static dev.fleetcast.benchmark.capacity.Markdown.number;
import static dev.fleetcast.benchmark.capacity.Markdown.percent;

/** The tables of the simulations. */
record SimulationTables(Costs costs) {

    private static final int FLEETS = 1_000;
    private static final int REPLICAS = 16;
    private static final int PARTITIONS = Product.MAX_PARTITIONS;
    private static final int UNITS_PER_STREAM = 20;
    private static final int[] STREAMS_PER_REPLICA = {1, 10, 100};
    private static final int[][] BURSTS = {{5_000, 4}, {50, 4}};
    private static final double[] BUSY = {0.1, 0.5, 0.8};

    /** Partitions on demand against the formula. */
    String demand() {
        Markdown table = new Markdown(
                "placement",
                "streams each",
                "units followed there",
                "partitions needed",
                "by the formula",
                "fullest replica");
        DemandSimulation simulation = new DemandSimulation(FLEETS, REPLICAS, PARTITIONS, UNITS_PER_STREAM);
        for (Placement placement : Placement.values()) {
            for (int streams : STREAMS_PER_REPLICA) {
                DemandSimulation.Outcome outcome = simulation.run(placement, streams * REPLICAS);
                table.row(
                        placement.meaning(),
                        number(streams),
                        number(outcome.unitsFollowed()),
                        percent(outcome.inDemand()),
                        placement.unitsByFleet() ? "at most " + percent(1.0 / REPLICAS) : percent(outcome.formula()),
                        number(outcome.busiest()) + " ×");
            }
        }
        return table.text();
    }

    /** The last delivery of a batch against the formula. */
    String bursts() {
        Markdown table = new Markdown(
                "deliveries of a batch", "loops", "busy", "formula ms", "simulated, median ms", "simulated, p99 ms");
        double micros = costs.of(Cost.WRITE) + costs.of(Cost.EVENT);
        for (int[] burst : BURSTS) {
            for (double busy : BUSY) {
                BurstSimulation.Outcome outcome = new BurstSimulation(burst[0], burst[1], busy, micros).run();
                table.row(
                        number(burst[0]),
                        number(burst[1]),
                        percent(busy),
                        number(outcome.formula()),
                        number(outcome.median()),
                        number(outcome.p99()));
            }
        }
        return table.text();
    }
}
