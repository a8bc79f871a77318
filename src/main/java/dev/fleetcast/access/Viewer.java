package dev.fleetcast.access;

import java.util.Set;

/**
 * Who is asking: an authenticated user within one session.
 *
 * @param userId the registry's number of the user
 * @param username the login name
 * @param roles the roles held today
 * @param clientIds the clients (companies) whose fleet the user may see today
 * @param sessionId the session opened by the login ({@code sid} claim)
 * @param endUserId what broadcasts call the user: the number as text, or for the users of a shared account the id chosen at
 *     the login
 */
public record Viewer(
        long userId, String username, Set<String> roles, Set<Long> clientIds, String sessionId, String endUserId) {

    public Viewer {
        roles = Set.copyOf(roles);
        clientIds = Set.copyOf(clientIds);
        // Absent in what was written to Kafka before there were end users.
        endUserId = endUserId == null ? Long.toString(userId) : endUserId;
    }

    /** A user who is called by the number. */
    public Viewer(long userId, String username, Set<String> roles, Set<Long> clientIds, String sessionId) {
        this(userId, username, roles, clientIds, sessionId, null);
    }

    /** Whether the user is called by the number, and not by an id chosen at the login. */
    boolean isCalledByNumber() {
        return endUserId.equals(Long.toString(userId));
    }

    Viewer calledBy(String id) {
        return new Viewer(userId, username, roles, clientIds, sessionId, id);
    }
}
