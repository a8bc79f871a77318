package dev.fleetcast.access.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fleetcast.access.SessionStart;

/**
 * A record of the sessions topic, keyed by session: a session was used, or has ended. Both share a key, so that
 * compaction keeps the end.
 *
 * @param generation the generation of the user's sessions that it belongs to
 * @param startedAt milliseconds since 1970
 * @param usedAt milliseconds since 1970
 * @param endedAt milliseconds since 1970; null while it lives
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionRecord(String sessionId, long userId, long generation, long startedAt, long usedAt, Long endedAt) {

    static SessionRecord used(String sessionId, long userId, SessionStart start, long at) {
        return new SessionRecord(
                sessionId, userId, start.generation(), start.at().toEpochMilli(), at, null);
    }

    public static SessionRecord ended(String sessionId, long userId, long at) {
        return new SessionRecord(sessionId, userId, 0, at, at, at);
    }
}
