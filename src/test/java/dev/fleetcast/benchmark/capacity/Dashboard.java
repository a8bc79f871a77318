package dev.fleetcast.benchmark.capacity;

/**
 * The behaviour of one stream's client.
 *
 * @param units followed
 * @param subscribesPerHour calls that change the subscriptions
 * @param closedPerHour streams closed for good, per open stream: another is opened instead
 * @param reconnectsPerHour connections lost and resumed
 */
record Dashboard(double units, double subscribesPerHour, double closedPerHour, double reconnectsPerHour) {

    private static final double SECONDS_PER_HOUR = 3_600;

    /** A list of twenty vehicles, open for a working day; its user selects other vehicles four times an hour. */
    static final Dashboard LIST = new Dashboard(20, 4, 0.125, 1);

    /** A map of a hundred vehicles. */
    static final Dashboard MAP = new Dashboard(100, 4, 0.125, 1);

    /** Subscribes and unsubscribes. */
    double callsPerSecond() {
        return subscribesPerHour / SECONDS_PER_HOUR;
    }

    /** On {@code fleetcast.streams}: a new stream, a change or a rewrite is one record, a resume a claim and a record. */
    double streamRecordsPerSecond() {
        return (closedPerHour + subscribesPerHour + 2 * reconnectsPerHour + Product.REWRITES_PER_HOUR)
                / SECONDS_PER_HOUR;
    }

    /** Remembered streams per open one. */
    double remembered() {
        return 1 + closedPerHour * (Product.RESUME_WINDOW_HOURS + Product.REMEMBERED_LONGER_HOURS);
    }
}
