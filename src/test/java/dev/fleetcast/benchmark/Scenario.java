package dev.fleetcast.benchmark;

/** One question that the benchmark answers. */
interface Scenario {

    /** What is measured, for the report. */
    String title();

    /** Measures one contestant once; {@code round} counts from 1. */
    void measure(String contestant, int round, RawResults results);

    /** Whether that contestant has a part in it. */
    boolean concerns(String contestant);

    /** How many rounds it is worth, of those asked for. */
    default int rounds(int asked) {
        return asked;
    }
}
