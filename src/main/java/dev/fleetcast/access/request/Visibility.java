package dev.fleetcast.access.request;

import dev.fleetcast.access.UnitOwners;
import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.session.Sessions;
import dev.fleetcast.access.user.Account;
import dev.fleetcast.access.user.ExternalUsers;
import dev.fleetcast.access.user.UserDirectory;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Decides what a user may see, by the user's current rights: from the registry, or from the newest token for users of
 * an external issuer. In memory.
 */
@ThreadSafe
@ApplicationScoped
public class Visibility {

    private final UserDirectory users;
    private final ExternalUsers externalUsers;
    private final Sessions sessions;
    private final UnitOwners owners;

    Visibility(UserDirectory users, ExternalUsers externalUsers, Sessions sessions, UnitOwners owners) {
        this.users = users;
        this.externalUsers = externalUsers;
        this.sessions = sessions;
        this.owners = owners;
    }

    /** Whether the viewer's session lives and the unit belongs to one of the viewer's clients; false for an unknown unit. */
    public boolean maySee(Viewer viewer, UnitId unit) {
        OptionalLong owner = owners.clientOf(unit);
        return owner.isPresent() && maySeeClient(viewer, owner.getAsLong());
    }

    /** Whether the viewer's session lives and the viewer may see the client. */
    public boolean maySeeClient(Viewer viewer, long clientId) {
        return clientsToday(viewer).contains(clientId) && sessionLive(viewer);
    }

    /** The clients that the viewer may see today; none once the viewer's session has ended. */
    public Set<Long> clients(Viewer viewer) {
        return sessionLive(viewer) ? clientsToday(viewer) : Set.of();
    }

    /** Whether the session has neither ended nor expired, and its user is still enabled. */
    public boolean sessionLive(Viewer viewer) {
        return enabled(viewer) && sessions.live(viewer.sessionId());
    }

    private boolean enabled(Viewer viewer) {
        return ExternalUsers.isExternal(viewer.userId())
                || users.enabled(viewer.userId()).isPresent();
    }

    private Set<Long> clientsToday(Viewer viewer) {
        return ExternalUsers.isExternal(viewer.userId())
                ? externalUsers.newestOf(viewer).clientIds()
                : users.enabled(viewer.userId()).map(Account::clients).orElse(Set.of());
    }
}
