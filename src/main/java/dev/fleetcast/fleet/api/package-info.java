/**
 * The fleet over HTTP: what users see, subscription tokens, administration.
 *
 * <p>In reading order: {@code FleetResource}, {@code VisibleFleet}, {@code MonitoringResource}, {@code CallerFleet},
 * {@code UnitAdminResource}, {@code UnitEditor}, {@code OwnershipChecks}.
 */
package dev.fleetcast.fleet.api;
