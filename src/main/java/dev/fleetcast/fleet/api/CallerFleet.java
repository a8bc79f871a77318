package dev.fleetcast.fleet.api;

import dev.fleetcast.access.request.CurrentViewer;
import dev.fleetcast.access.request.Visibility;
import dev.fleetcast.fleet.UnitDirectory;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;

/** The fleet as the caller may see it. */
@ApplicationScoped
public class CallerFleet {

    private final UnitDirectory directory;
    private final Visibility visibility;
    private final CurrentViewer current;

    CallerFleet(UnitDirectory directory, Visibility visibility, CurrentViewer current) {
        this.directory = directory;
        this.visibility = visibility;
        this.current = current;
    }

    /** The fleet that the authenticated user of this request may currently see. */
    public VisibleFleet ofCaller() {
        return new VisibleFleet(directory.picture(), visibility, current.viewer());
    }

    /** The same response for an entry that does not exist and for another client's. */
    public static HttpProblem notFound() {
        return HttpProblem.valueOf(Status.NOT_FOUND, "The entry does not exist, or you may not see it.");
    }
}
