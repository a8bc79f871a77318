package dev.fleetcast.benchmark;

/** A question that the benchmark answers. */
interface Scenario {

    /** The subject of the measurement, for the report. */
    String title();

    /** Measures one contestant once; {@code round} counts from 1. */
    void measure(String contestant, int round, RawResults results);

    /** Whether that contestant takes part. */
    boolean concerns(String contestant);

    /** The number of rounds, at most the requested number. */
    default int rounds(int asked) {
        return asked;
    }
}
