package dev.fleetcast.access;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What replicas tell each other on the sessions topic, keyed by {@link #key()}: that a session was used, that it is over,
 * or (without a session id) that all sessions a user opened until then are over.
 *
 * @param sessionId null when it is about all sessions of the user
 * @param usedAt milliseconds since 1970
 * @param endedAt milliseconds since 1970; null while it lives
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SessionRecord(String sessionId, long userId, long usedAt, Long endedAt) {

    static SessionRecord used(String sessionId, long userId, long at) {
        return new SessionRecord(sessionId, userId, at, null);
    }

    static SessionRecord ended(String sessionId, long userId, long at) {
        return new SessionRecord(sessionId, userId, at, at);
    }

    static SessionRecord userEnded(long userId, long at) {
        return new SessionRecord(null, userId, at, at);
    }

    /** An ended session and its last use share a key, so that the end is what remains. */
    String key() {
        return sessionId == null ? "user:" + userId : sessionId;
    }
}
