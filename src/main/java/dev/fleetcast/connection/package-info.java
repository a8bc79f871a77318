/**
 * TCP connections: limits in total, per network, and on the time without a request; and how they end when the replica
 * stops.
 *
 * <p>In reading order: {@code Doors}, {@code Doorway}, {@code OpenConnections}, {@code Peer}, {@code NetworkAddress},
 * {@code Quota}, {@code RateLimit}, {@code Admission}; for the end {@code Draining}, {@code Drainable},
 * {@code RequestsInFlight}, {@code DrainReadiness}.
 */
package dev.fleetcast.connection;
