package dev.fleetcast.registry;

import java.util.Collection;
import java.util.Set;

/**
 * The part of the registry that a caller administers. What is outside of it looks missing.
 *
 * @param whole whether it is the whole registry, as for administrators of the deployment
 * @param clientIds else the companies that the caller administers; with none, nothing
 */
public record AdminScope(boolean whole, Set<Long> clientIds) {

    /** The whole registry. */
    public static final AdminScope WHOLE = new AdminScope(true, Set.of());

    public AdminScope {
        clientIds = Set.copyOf(clientIds);
    }

    /** The entries of those companies. */
    public static AdminScope of(Set<Long> clientIds) {
        return new AdminScope(false, clientIds);
    }

    /** Whether entries of that company are part of it. */
    public boolean includes(Long clientId) {
        return whole || clientId != null && clientIds.contains(clientId);
    }

    /** Whether entries of all these companies are part of it. */
    public boolean includes(Collection<Long> clients) {
        return clients.stream().allMatch(this::includes);
    }

    /** Determines the scope of callers. */
    public interface Source {

        /** The scope of the caller of the current request, by the caller's rights of the moment. */
        AdminScope ofCaller();
    }
}
