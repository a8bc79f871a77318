/**
 * The past over HTTP.
 *
 * <p>In reading order: {@code VisiblePast}, {@code PastSubject}, {@code UnitTelemetryResource}, {@code
 * VehicleTelemetryResource}, {@code TelemetryAnswer}, {@code TelemetryDocument}, {@code TelemetryParameters}, {@code
 * AcceptedFormat}, {@code TripsResource}, {@code
 * SummaryResource}, {@code SummaryListResource}, {@code StatusResource}, {@code EventsResource}, {@code UnitEvents}, {@code
 * EventList}.
 */
package dev.fleetcast.history.api;
