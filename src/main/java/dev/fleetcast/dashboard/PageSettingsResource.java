package dev.fleetcast.dashboard;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Serves the deployment's settings to the pages. */
@Path("/dashboard/settings")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class PageSettingsResource {

    private final PageSettings settings;

    PageSettingsResource(
            DashboardConfig config,
            Instance<StreetMap> streets,
            @ConfigProperty(name = "fleetcast.recorder.enabled", defaultValue = "true") boolean recording) {
        boolean hasStreets = streets.stream().anyMatch(StreetMap::isShown);
        this.settings = PageSettings.of(config, hasStreets, recording);
    }

    /** Contains no secrets: the page needs the settings before the login. */
    @GET
    @Operation(hidden = true)
    public Map<String, PageSettings> settings() {
        return Map.of("data", settings);
    }
}
