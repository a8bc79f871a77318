package dev.fleetcast.access.request;

import dev.fleetcast.access.UnitOwners;
import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.session.Sessions;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalLong;
import java.util.Set;

/** Decides what a user may see, by the user's current rights. In memory. */
@ThreadSafe
@ApplicationScoped
public class Visibility {

    private final Rights rights;
    private final Sessions sessions;
    private final UnitOwners owners;

    Visibility(Rights rights, Sessions sessions, UnitOwners owners) {
        this.rights = rights;
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
        return rights.clientsToday(viewer).contains(clientId) && sessionLive(viewer);
    }

    /** The clients that the viewer may see today; none once the viewer's session has ended. */
    public Set<Long> clients(Viewer viewer) {
        return sessionLive(viewer) ? rights.clientsToday(viewer) : Set.of();
    }

    /** Whether the session has neither ended nor expired, and its user is still enabled. */
    public boolean sessionLive(Viewer viewer) {
        return rights.enabled(viewer) && sessions.live(viewer.sessionId());
    }
}
