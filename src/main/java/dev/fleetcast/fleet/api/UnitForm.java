package dev.fleetcast.fleet.api;

import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.Unit;
import dev.fleetcast.registry.admin.OneLine;
import dev.fleetcast.registry.admin.RegistryForm;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A unit in the administration API and in lists.
 *
 * @param id the registry's number
 * @param clientId the client that owns it
 * @param imei the modem's number, 14 to 16 digits; unique
 * @param serialNo the maker's number; unique
 * @param name the name given by its users
 * @param stockNo the stock number
 * @param status free text, {@code active} by default
 * @param timezone the time zone of its local time, {@code UTC} by default
 * @param vehicleId the vehicle it is in, of the same client
 * @param assignedAs its role there; required with {@code vehicle_id}, forbidden without
 */
@Schema(name = "Unit", description = "A tracking device.")
record UnitForm(
        @Positive @Max(MAX_ID) Long id,
        @NotNull Long clientId,

        @Pattern(regexp = "[0-9]{14,16}", message = "must have 14 to 16 digits")
        @Schema(examples = "359568052512345", nullable = true)
        String imei,

        @Schema(nullable = true) @OneLine @Size(max = 50) String serialNo,
        @NotBlank @OneLine @Size(max = 200) String name,
        @Schema(nullable = true) @OneLine @Size(max = 50) String stockNo,

        @OneLine @Size(max = 50) @Schema(examples = "active")
        String status,

        @Timezone @Size(max = 50) @Schema(examples = "America/Chicago")
        String timezone,

        @Schema(nullable = true) Long vehicleId,

        @Pattern(regexp = "primary|backup_1|backup_2", message = "must be primary, backup_1 or backup_2")
        @Schema(
                enumeration = {"primary", "backup_1", "backup_2"},
                nullable = true)
        String assignedAs)
        implements RegistryForm {

    UnitForm {
        imei = RegistryForm.textOrNull(imei);
        serialNo = RegistryForm.textOrNull(serialNo);
        stockNo = RegistryForm.textOrNull(stockNo);
        status = Optional.ofNullable(RegistryForm.textOrNull(status)).orElse("active");
        timezone = Optional.ofNullable(RegistryForm.textOrNull(timezone)).orElse("UTC");
        assignedAs = RegistryForm.textOrNull(assignedAs);
    }

    static UnitForm of(Unit unit) {
        return new UnitForm(
                unit.id,
                unit.clientId,
                unit.imei,
                unit.serialNo,
                unit.name,
                unit.stockNo,
                unit.status,
                unit.timezone,
                unit.vehicleId,
                unit.assignedAs);
    }

    static UnitForm of(FleetUnit unit) {
        return new UnitForm(
                unit.id().value(),
                unit.clientId(),
                unit.imei(),
                unit.serialNo(),
                unit.name(),
                unit.stockNo(),
                unit.status(),
                unit.timezone().getId(),
                unit.vehicle() == null ? null : unit.vehicle().id(),
                unit.assignedAs() == null ? null : unit.assignedAs().word());
    }
}
