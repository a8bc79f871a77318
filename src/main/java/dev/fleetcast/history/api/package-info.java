/**
 * The past over HTTP: the shapes of its answers. The resources are to come.
 *
 * <p>In reading order: {@code TripAnswer}, {@code DayAnswer}, {@code SummaryType}, {@code Durations}.
 */
package dev.fleetcast.history.api;
