package dev.fleetcast.stream;

/**
 * The answer to a subscribe or unsubscribe.
 *
 * @param streamId the stream
 * @param unitId the unit it now follows, or follows no more
 */
public record Followed(String streamId, long unitId) {}
