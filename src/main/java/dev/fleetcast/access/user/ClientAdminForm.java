package dev.fleetcast.access.user;

import dev.fleetcast.registry.admin.OneLine;
import dev.fleetcast.registry.admin.RegistryForm;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A client in the administration API.
 *
 * @param id the registry's number
 * @param name the company's name; unique
 * @param enabled whether the fleet is visible at all; true by default
 */
@Schema(name = "Client", description = "A company whose fleet is tracked.")
record ClientAdminForm(
        @Positive @Max(MAX_ID) Long id,
        @NotBlank @OneLine @Size(max = 200) String name,
        Boolean enabled) implements RegistryForm {

    ClientAdminForm {
        enabled = enabled == null || enabled;
    }
}
