package dev.fleetcast.stream.api;

/**
 * The response to a subscribe or unsubscribe request.
 *
 * @param streamId the stream
 * @param unitId the unit that was followed or unfollowed
 */
public record Followed(String streamId, long unitId) {}
