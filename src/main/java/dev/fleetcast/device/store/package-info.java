/**
 * Events of devices are stored, and then confirmed.
 *
 * <p>In reading order: {@code StoreStart}, {@code StoreReading}, {@code StoringGroup}, {@code
 * EventReading}, {@code CarefulStoring}, {@code EventStore}, {@code
 * PostgresEvents}, {@code StoreOutput}, {@code Confirmation}, {@code AckArchive}, {@code EventJanitor}.
 */
package dev.fleetcast.device.store;
