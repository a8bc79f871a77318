package dev.fleetcast.history.trip;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The message of the feed that told of a trip.
 *
 * @param filedAt the time under which it is filed, in milliseconds since the epoch
 * @param digest the hash of its content
 * @param discardable what it says of that; null for nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TripReport(long filedAt, long digest, Boolean discardable) {}
