package dev.fleetcast.access;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What replicas tell each other on the sessions topic, keyed by the session: that it was used, or that it is over. An ended
 * session and its last use share a key, so that the end is what remains.
 *
 * @param generation the generation of the user's sessions it belongs to
 * @param startedAt milliseconds since 1970
 * @param usedAt milliseconds since 1970
 * @param endedAt milliseconds since 1970; null while it lives
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SessionRecord(String sessionId, long userId, long generation, long startedAt, long usedAt, Long endedAt) {

    static SessionRecord used(String sessionId, long userId, SessionStart start, long at) {
        return new SessionRecord(
                sessionId, userId, start.generation(), start.at().toEpochMilli(), at, null);
    }

    static SessionRecord ended(String sessionId, long userId, long at) {
        return new SessionRecord(sessionId, userId, 0, at, at, at);
    }
}
