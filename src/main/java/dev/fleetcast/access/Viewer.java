package dev.fleetcast.access;

import java.util.Set;

/**
 * An authenticated user within one session.
 *
 * @param userId the registry's number of the user
 * @param username the login name
 * @param roles the current roles
 * @param clientIds the clients (companies) whose fleets the user may currently see
 * @param sessionId the session opened by the login ({@code sid} claim)
 * @param endUserId the user's id in broadcasts: the number as text, or, for the users of a shared account, the id
 *     chosen at the login
 */
public record Viewer(
        long userId, String username, Set<String> roles, Set<Long> clientIds, String sessionId, String endUserId) {

    public Viewer {
        roles = Set.copyOf(roles);
        clientIds = Set.copyOf(clientIds);
        // Absent in records written to Kafka before end users existed.
        endUserId = endUserId == null ? Long.toString(userId) : endUserId;
    }

    /** A user identified by number. */
    public Viewer(long userId, String username, Set<String> roles, Set<Long> clientIds, String sessionId) {
        this(userId, username, roles, clientIds, sessionId, null);
    }

    /** Whether the user is identified by number, not by an id chosen at the login. No getter: records in Kafka lack it. */
    public boolean calledByNumber() {
        return endUserId.equals(Long.toString(userId));
    }

    public Viewer calledBy(String id) {
        return new Viewer(userId, username, roles, clientIds, sessionId, id);
    }
}
