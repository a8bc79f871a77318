/**
 * Keys of the feed that name no unit, and their registration.
 *
 * <p>In reading order: {@code UnknownTally}, {@code UnknownLedger}, {@code UnknownDevices}, {@code UnknownDeviceResource},
 * {@code Registration}, {@code AutoRegistration}.
 */
package dev.fleetcast.ingest.unknown;
