package dev.fleetcast.access;

import dev.fleetcast.telemetry.UnitId;
import jakarta.enterprise.context.ApplicationScoped;

/** Decides what a user may see, with the rights of today; from memory, safe for use by any thread. */
@ApplicationScoped
public class Visibility {

    /** Whether the viewer's session lives and the unit belongs to one of the viewer's clients; false for an unknown unit. */
    public boolean maySee(Viewer viewer, UnitId unit) {
        throw new UnsupportedOperationException();
    }

    /** Whether what belongs to the client may be shown to the viewer. */
    public boolean maySeeClient(Viewer viewer, long clientId) {
        throw new UnsupportedOperationException();
    }

    /** Whether the session has neither ended nor run out, and its user is still enabled. */
    public boolean sessionLive(Viewer viewer) {
        throw new UnsupportedOperationException();
    }
}
