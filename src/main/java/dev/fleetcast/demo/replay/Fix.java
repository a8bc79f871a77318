package dev.fleetcast.demo.replay;

/**
 * A position as reported by a bus.
 *
 * @param second of the day, in the city's time zone
 * @param place the position
 * @param speedMps the speed, in metres per second
 * @param trip the number of its scheduled trip
 */
record Fix(int second, Place place, double speedMps, long trip) {}
