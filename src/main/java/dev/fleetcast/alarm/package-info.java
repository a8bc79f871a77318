/**
 * Who has acknowledged which alarm.
 *
 * <p>In reading order: {@code AcknowledgementResource}, {@code NewAcknowledgement}, {@code Acknowledgement}, {@code
 * Acknowledgements}, {@code AcknowledgementEvents}.
 */
package dev.fleetcast.alarm;
