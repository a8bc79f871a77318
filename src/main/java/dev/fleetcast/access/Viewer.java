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
 */
public record Viewer(long userId, String username, Set<String> roles, Set<Long> clientIds, String sessionId) {

    public Viewer {
        roles = Set.copyOf(roles);
        clientIds = Set.copyOf(clientIds);
    }
}
