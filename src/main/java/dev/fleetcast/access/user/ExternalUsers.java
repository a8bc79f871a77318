package dev.fleetcast.access.user;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fleetcast.access.AccessConfig;
import dev.fleetcast.access.Viewer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Users of an external issuer, who are not in the registry: the newest token of each session defines their rights.
 * Bounded; an entry expires after one session lifetime without a token.
 */
@ApplicationScoped
public class ExternalUsers {

    private static final int MAX_SESSIONS = 100_000;

    private final Cache<String, Viewer> newest;

    @Inject
    ExternalUsers(AccessConfig config) {
        this.newest = Caffeine.newBuilder()
                .maximumSize(MAX_SESSIONS)
                .expireAfterWrite(config.sessionLifetime())
                .build();
    }

    /** Registry users have positive numbers; external users get a negative one derived from issuer and subject. */
    public static boolean isExternal(long userId) {
        return userId < 0;
    }

    public void remember(Viewer viewer) {
        newest.put(viewer.sessionId(), viewer);
    }

    /** The viewer of the session's newest token on this replica, or the given viewer if there is no newer one. */
    public Viewer newestOf(Viewer viewer) {
        Viewer known = newest.getIfPresent(viewer.sessionId());
        return known != null && known.userId() == viewer.userId() ? known : viewer;
    }
}
