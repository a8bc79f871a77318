package dev.fleetcast.access;

import java.util.Set;

/**
 * What a replica remembers of a user.
 *
 * @param sessionGeneration see {@link User#sessionGeneration}
 * @param clients ids of the user's clients that are enabled
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
