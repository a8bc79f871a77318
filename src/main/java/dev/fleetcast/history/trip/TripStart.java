package dev.fleetcast.history.trip;

/**
 * Where a trip began.
 *
 * @param at in milliseconds since the epoch
 * @param assignment see {@link Point#assignment}
 */
public record TripStart(long at, long assignment) {}
