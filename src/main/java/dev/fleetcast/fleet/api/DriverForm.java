package dev.fleetcast.fleet.api;

import dev.fleetcast.fleet.Driver;
import dev.fleetcast.fleet.FleetDriver;
import dev.fleetcast.registry.admin.OneLine;
import dev.fleetcast.registry.admin.RegistryForm;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A driver in the administration API and in lists.
 *
 * @param id the registry's number
 * @param clientId the client the driver works for
 * @param name the driver's name
 * @param tagNo the identification tag
 * @param vehicleId the driver's vehicle, of the same client; a vehicle has at most one driver
 */
@Schema(name = "Driver", description = "A person who drives vehicles.")
record DriverForm(
        @Positive @Max(MAX_ID) Long id,
        @NotNull Long clientId,
        @NotBlank @OneLine @Size(max = 200) String name,
        @Schema(nullable = true) @OneLine @Size(max = 50) String tagNo,
        @Schema(nullable = true) Long vehicleId)
        implements RegistryForm {

    DriverForm {
        tagNo = RegistryForm.textOrNull(tagNo);
    }

    static DriverForm of(Driver driver) {
        return new DriverForm(driver.id, driver.clientId, driver.name, driver.tagNo, driver.vehicleId);
    }

    static DriverForm of(FleetDriver driver) {
        return new DriverForm(driver.id(), driver.clientId(), driver.name(), driver.tagNo(), driver.vehicleId());
    }
}
