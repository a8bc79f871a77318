package dev.fleetcast.benchmark;

import java.util.List;

/** Starts contestants by name. */
final class Contestants {

    /** Those that are measured unless others are named. */
    static final List<String> ALL = List.of("fleetcast", "nchan", "pushpin", "quarkus-multi", "webflux");

    private Contestants() {}

    /**
     * Starts one that takes connections when this returns.
     *
     * @param units how many units there are, numbered from 1
     * @throws IllegalStateException naming what to install when a program is missing
     */
    static Contestant start(String name, Arena arena, int units) {
        throw new IllegalArgumentException("unknown contestant: " + name);
    }
}
