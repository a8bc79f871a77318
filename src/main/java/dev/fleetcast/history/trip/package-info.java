/**
 * Trips: found in the positions of a unit by rules, and found again where late positions come. Plain Java.
 *
 * <p>In reading order: {@code Point}, {@code PointReader}, {@code TripRules}, {@code Leg}, {@code TripDetector}, {@code
 * DetectorState}, {@code Trip}, {@code Movement}, {@code Sheet}, {@code UnitTrips}, {@code CurrentTrips}, {@code TripReport}.
 */
package dev.fleetcast.history.trip;
