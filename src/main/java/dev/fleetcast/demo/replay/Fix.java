package dev.fleetcast.demo.replay;

/**
 * A position as a bus reported it.
 *
 * @param second of the day, in the city's time
 * @param place where it was
 * @param speedMps how fast, in metres per second
 * @param trip the number of the scheduled trip it was on
 */
record Fix(int second, Place place, double speedMps, long trip) {}
