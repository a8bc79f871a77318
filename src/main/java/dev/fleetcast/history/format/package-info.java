/**
 * The formats in which past messages are sent: JSON, CSV, GeoJSON, GPX. Plain Java; every format is written as the
 * messages come, with constant memory.
 *
 * <p>In reading order: {@code HistoryFormat}, {@code MessageWriter}, {@code PastMessage}, {@code JsonWriter}, {@code
 * CsvWriter}, {@code GpxWriter}, {@code GeoJsonWriter}, {@code Line}.
 */
package dev.fleetcast.history.format;
