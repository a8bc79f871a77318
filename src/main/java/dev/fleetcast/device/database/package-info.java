/**
 * Transactions of devices' data, and what their failures mean.
 *
 * <p>In reading order: {@code Database}, {@code DatabaseException}, {@code RefusedException}.
 */
package dev.fleetcast.device.database;
