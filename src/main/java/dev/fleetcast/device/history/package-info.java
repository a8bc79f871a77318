/**
 * What was stored and confirmed of devices, over HTTP.
 *
 * <p>In reading order: {@code DeviceHistoryResource}, {@code HistoryParameters}, {@code HistoryQuery}, {@code
 * DeviceHistory}, {@code HistoryPage}, {@code CsvText}.
 */
package dev.fleetcast.device.history;
