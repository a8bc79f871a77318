package dev.fleetcast.dashboard;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Tells the pages how this deployment wants them. */
@Path("/dashboard/settings")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class PageSettingsResource {

    private final PageSettings settings;

    PageSettingsResource(DashboardConfig config) {
        this.settings = PageSettings.of(config);
    }

    /** Nothing here is a secret: the page needs it before anybody has logged in. */
    @GET
    @Operation(hidden = true)
    public Map<String, PageSettings> settings() {
        return Map.of("data", settings);
    }
}
