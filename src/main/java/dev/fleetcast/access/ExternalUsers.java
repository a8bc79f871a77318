package dev.fleetcast.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Users of another issuer, who are in no registry: each session's newest token says what they may do. Bounded; forgotten
 * after a session lifetime without a token.
 */
@ApplicationScoped
class ExternalUsers {

    private static final int MAX_SESSIONS = 100_000;

    private final Cache<String, Viewer> newest;

    @Inject
    ExternalUsers(AccessConfig config) {
        this.newest = Caffeine.newBuilder()
                .maximumSize(MAX_SESSIONS)
                .expireAfterWrite(config.sessionLifetime())
                .build();
    }

    /** Users of the registry have positive numbers; others get a negative one derived from issuer and subject. */
    static boolean isExternal(long userId) {
        return userId < 0;
    }

    void remember(Viewer viewer) {
        newest.put(viewer.sessionId(), viewer);
    }

    /** The viewer as the session's newest token seen by this replica says, or as given when it has seen none. */
    Viewer newestOf(Viewer viewer) {
        Viewer known = newest.getIfPresent(viewer.sessionId());
        return known != null && known.userId() == viewer.userId() ? known : viewer;
    }
}
