package dev.fleetcast.preflight;

import java.util.List;

/** Looks at some of the settings. */
@FunctionalInterface
interface Check {

    /** What is wrong; empty when nothing is. */
    List<Problem> problems(Settings settings);
}
