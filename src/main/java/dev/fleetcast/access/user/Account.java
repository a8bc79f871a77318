package dev.fleetcast.access.user;

import java.util.Set;

/**
 * A user as each replica keeps it in memory.
 *
 * @param mustChangePassword see {@link User#mustChangePassword}
 * @param sessionGeneration see {@link User#sessionGeneration}
 * @param clients ids of the user's enabled clients
 */
public record Account(
        long id,
        String username,
        boolean enabled,
        boolean shared,
        boolean mustChangePassword,
        long sessionGeneration,
        Set<String> roles,
        Set<Long> clients) {

    public Account {
        roles = Set.copyOf(roles);
        clients = Set.copyOf(clients);
    }
}
