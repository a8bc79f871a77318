package dev.fleetcast.history.record;

/**
 * What the registry says of a unit when a message is recorded.
 *
 * @param clientId whose unit it is
 * @param vehicleId null if it is in none
 * @param role in the vehicle, such as {@code primary}; null exactly when the vehicle is
 * @param driverId null for none
 * @param picture all of it as JSON, to be shown with the message later
 */
record Placement(long unitId, long clientId, Long vehicleId, String role, Long driverId, String picture) {}
