/**
 * The current trips of units, on every replica: recorders publish them, and messages carry them.
 *
 * <p>In reading order: {@code OwnedTrips}, {@code CurrentTripsTopic}, {@code KnownTrips}, {@code CurrentTripsReading}, {@code CurrentTripsPublishing}.
 */
package dev.fleetcast.history.current;
