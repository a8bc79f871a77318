package dev.fleetcast.benchmark.capacity;

/**
 * What one stream's client does.
 *
 * @param units followed
 * @param subscribesPerHour calls that change what is followed
 * @param closedPerHour streams that are given up for good, for each that is open: another is opened instead
 * @param reconnectsPerHour connections lost and resumed
 */
record Dashboard(double units, double subscribesPerHour, double closedPerHour, double reconnectsPerHour) {

    private static final double SECONDS_PER_HOUR = 3_600;

    /** A list of twenty vehicles, open for a working day; somebody looks at other vehicles four times an hour. */
    static final Dashboard LIST = new Dashboard(20, 4, 0.125, 1);

    /** A map of a hundred. */
    static final Dashboard MAP = new Dashboard(100, 4, 0.125, 1);

    /** Subscribes and unsubscribes. */
    double callsPerSecond() {
        return subscribesPerHour / SECONDS_PER_HOUR;
    }

    /** On {@code fleetcast.streams}: a new stream, a change and a rewriting are one record, a resume a claim and a record. */
    double streamRecordsPerSecond() {
        return (closedPerHour + subscribesPerHour + 2 * reconnectsPerHour + Product.REWRITES_PER_HOUR)
                / SECONDS_PER_HOUR;
    }

    /** Streams that every replica remembers, for each that is open. */
    double remembered() {
        return 1 + closedPerHour * (Product.RESUME_WINDOW_HOURS + Product.REMEMBERED_LONGER_HOURS);
    }
}
