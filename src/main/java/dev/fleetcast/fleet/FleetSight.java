package dev.fleetcast.fleet;

import dev.fleetcast.access.CurrentViewer;
import dev.fleetcast.access.Visibility;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;

/** Shows the fleet to whoever is asking. */
@ApplicationScoped
class FleetSight {

    private final UnitDirectory directory;
    private final Visibility visibility;
    private final CurrentViewer current;

    FleetSight(UnitDirectory directory, Visibility visibility, CurrentViewer current) {
        this.directory = directory;
        this.visibility = visibility;
        this.current = current;
    }

    /** What the authenticated user of this request may see now. */
    VisibleFleet ofCaller() {
        return new VisibleFleet(directory.picture(), visibility, current.viewer());
    }

    /** The one answer for what does not exist and for what belongs to others. */
    static HttpProblem notFound() {
        return HttpProblem.valueOf(Status.NOT_FOUND, "There is no such entry.");
    }
}
