/**
 * Days in the time zone of a unit, and what the unit did on them. Plain Java.
 *
 * <p>In reading order: {@code Days}, {@code Span}, {@code SummaryPeriod}, {@code DayTotals}, {@code DaySummaries}.
 */
package dev.fleetcast.history.day;
