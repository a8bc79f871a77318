package dev.fleetcast.benchmark.capacity;

/**
 * The load of a deployment. Streams follow units at random, each as likely as any other.
 *
 * @param streams open
 * @param units registered, all of them reporting
 * @param reportsPerUnitSecond records a second of each unit
 * @param partitions of the feed
 */
record Load(double streams, double units, double reportsPerUnitSecond, int partitions, Dashboard dashboard) {

    Load {
        if (partitions < 1 || partitions > Product.MAX_PARTITIONS) {
            throw new IllegalArgumentException("partitions: 1 to " + Product.MAX_PARTITIONS);
        }
    }

    /** As many units as streams, each reporting every ten seconds, each stream a list of twenty of them. */
    static Load lists(double streams) {
        return new Load(streams, streams, 0.1, partitionsFor(streams * 0.1), Dashboard.LIST);
    }

    /** As many units as streams, each reporting every second, each stream a map of a hundred of them. */
    static Load maps(double streams) {
        return new Load(streams, streams, 1, partitionsFor(streams), Dashboard.MAP);
    }

    double recordsPerSecond() {
        return units * reportsPerUnitSecond;
    }

    /** Events a second on one stream. */
    double eventsPerStreamSecond() {
        return Math.min(dashboard.units(), units) * reportsPerUnitSecond;
    }

    /** The same load divided into that many equal, independent parts. */
    Load dividedBy(int cells) {
        double records = recordsPerSecond() / cells;
        return new Load(streams / cells, units / cells, reportsPerUnitSecond, partitionsFor(records), dashboard);
    }

    /** The default of twelve as long as a mark every two seconds suffices. */
    private static int partitionsFor(double recordsPerSecond) {
        double perPartition = Product.MARK_FAR_RECORDS / Product.MARK_INTERVAL_SECONDS;
        return (int) Math.min(Product.MAX_PARTITIONS, Math.max(12, Math.ceil(1.2 * recordsPerSecond / perPartition)));
    }
}
