package dev.fleetcast.benchmark;

import java.util.Random;

/** The units that each stream follows. */
interface Following {

    /** The units of the stream with that number. */
    int[] unitsOf(int stream);

    /** Every stream follows unit 1. */
    static Following one() {
        return stream -> new int[] {1};
    }

    /** Every stream follows that many random units; the same ones in every run. */
    static Following random(int each, int units) {
        return stream -> new Random(stream)
                .ints(1, units + 1)
                .distinct()
                .limit(each)
                .sorted()
                .toArray();
    }
}
