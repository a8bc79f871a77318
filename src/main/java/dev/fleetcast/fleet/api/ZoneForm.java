package dev.fleetcast.fleet.api;

import dev.fleetcast.fleet.FleetZone;
import dev.fleetcast.fleet.Zone;
import dev.fleetcast.registry.admin.OneLine;
import dev.fleetcast.registry.admin.RegistryForm;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A zone in the administration API and in lists.
 *
 * @param id the registry's number
 * @param clientId the client whose devices report it
 * @param number the number in the devices' event codes, such as 12 in {@code ZONE:ENTER:12}; unique within the client
 * @param name the name to show
 */
@Schema(name = "Zone", description = "The name of a zone that devices report by number.")
record ZoneForm(
        @Positive @Max(MAX_ID) Long id,
        @NotNull Long clientId,
        @NotNull @PositiveOrZero @Max(MAX_ID) Long number,
        @NotBlank @OneLine @Size(max = 200) String name)
        implements RegistryForm {

    static ZoneForm of(Zone zone) {
        return new ZoneForm(zone.id, zone.clientId, zone.number, zone.name);
    }

    static ZoneForm of(FleetZone zone) {
        return new ZoneForm(zone.id(), zone.clientId(), zone.number(), zone.name());
    }
}
