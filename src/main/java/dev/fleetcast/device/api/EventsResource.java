package dev.fleetcast.device.api;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Follows events, at the shorter path. */
@Path("/v1/events")
@NonBlocking
@Tag(name = "Devices")
public class EventsResource extends AllEventsResource {

    EventsResource(EventPaths paths) {
        super(paths);
    }
}
