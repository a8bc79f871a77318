/**
 * The shapes in which trips, days and lists of summaries are sent.
 *
 * <p>In reading order: {@code TripAnswer}, {@code DayAnswer}, {@code SummaryAnswer}, {@code ActiveTripAnswer}, {@code SummaryType}, {@code Durations}, {@code Rounded}.
 */
package dev.fleetcast.history.answer;
