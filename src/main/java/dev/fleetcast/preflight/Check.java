package dev.fleetcast.preflight;

import java.util.List;

/** Checks some of the settings. */
@FunctionalInterface
interface Check {

    /** The problems found; empty if there are none. */
    List<ConfigProblem> problems(Settings settings);
}
