package dev.fleetcast.benchmark;

/** A scenario of the application alone; one round of it has many points. */
interface OwnScenario extends Scenario {

    @Override
    default boolean concerns(String contestant) {
        return contestant.equals("fleetcast");
    }

    @Override
    default int rounds(int asked) {
        return 1;
    }
}
