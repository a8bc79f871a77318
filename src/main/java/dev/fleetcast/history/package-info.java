/**
 * The past of the fleet: its settings. The packages below record the feed, find trips, and answer questions.
 *
 * <p>In reading order: {@code HistoryConfig}, {@code TripsConfig}, {@code TripRulesOfSettings}.
 */
package dev.fleetcast.history;
