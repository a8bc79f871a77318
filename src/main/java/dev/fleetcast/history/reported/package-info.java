/**
 * Trips that devices or their platforms have sent, where answers are to come from these. Plain Java.
 *
 * <p>In reading order: {@code ReportReader}, {@code ReportedTrips}.
 */
package dev.fleetcast.history.reported;
