package dev.fleetcast.benchmark.capacity;

import static dev.fleetcast.benchmark.capacity.Markdown.number;
import static dev.fleetcast.benchmark.capacity.Markdown.percent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The cost of reading the whole feed on every replica: for one of twenty replicas, whose streams are lists. */
record ReadingTables(Costs costs) {

    private static final double[] FEEDS = {1_000, 10_000, 30_000, 100_000};
    private static final double[] STREAMS = {500, 1_500, 5_000, 15_000};
    private static final int REPLICAS = 20;
    private static final double REPORTS_PER_UNIT_SECOND = 0.1;
    private static final double HALF = 0.5;
    private static final double NO_FEED_IS_LARGER = 1e8;
    private static final int HALVINGS = 60;

    /** The share of reading in a replica's work, and the feeds at which it is half of the work and fills the thread. */
    String share() {
        List<String> header = new ArrayList<>(List.of("streams on a replica"));
        for (double records : FEEDS) {
            header.add(number(records) + " records/s");
        }
        header.addAll(List.of("half from records/s", "thread full at records/s"));
        Markdown table = new Markdown(header.toArray(String[]::new));
        for (double streams : STREAMS) {
            table.row(line(streams));
        }
        return table.text();
    }

    private List<String> line(double streams) {
        List<String> line = new ArrayList<>(List.of(number(streams)));
        for (double records : FEEDS) {
            line.add(percent(replica(records, streams).cpu().readingShare()));
        }
        line.add(number(recordsAt(streams, replica -> replica.cpu().readingShare() / HALF)));
        line.add(number(recordsAt(streams, Limit.FEED_THREAD::used)));
        return line;
    }

    /** The rate at which a value that rises with the feed reaches 1. */
    private double recordsAt(double streams, ToDoubleFunction<Replica> rising) {
        double low = 0;
        double high = NO_FEED_IS_LARGER;
        for (int step = 0; step < HALVINGS; step++) {
            double middle = (low + high) / 2;
            if (rising.applyAsDouble(replica(middle, streams)) < 1) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Replica replica(double recordsPerSecond, double streamsOfOne) {
        Load load = new Load(
                streamsOfOne * REPLICAS,
                Math.max(Dashboard.LIST.units(), recordsPerSecond / REPORTS_PER_UNIT_SECOND),
                REPORTS_PER_UNIT_SECOND,
                Product.MAX_PARTITIONS,
                Dashboard.LIST);
        return new Replica(costs, load, Deployment.of(REPLICAS));
    }
}
