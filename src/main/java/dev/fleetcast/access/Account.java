package dev.fleetcast.access;

import java.util.Set;

/**
 * A user as each replica keeps it in memory.
 *
 * @param sessionGeneration see {@link User#sessionGeneration}
 * @param clients ids of the user's enabled clients
 */
record Account(
        long id,
        String username,
        boolean enabled,
        boolean shared,
        long sessionGeneration,
        Set<String> roles,
        Set<Long> clients) {

    Account {
        roles = Set.copyOf(roles);
        clients = Set.copyOf(clients);
    }
}
