package dev.fleetcast.fleet.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fleetcast.fleet.Assignment;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.FleetVehicle;
import dev.fleetcast.fleet.Vehicle;
import dev.fleetcast.registry.admin.OneLine;
import dev.fleetcast.registry.admin.RegistryForm;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A vehicle in the administration API and in lists, with its units.
 *
 * @param id the registry's number
 * @param clientId the client that owns it
 * @param regNo the registration plate
 * @param fleetNo the client's own number for it
 * @param vin the chassis number
 * @param engineNo the engine number
 * @param iconName its icon on maps
 * @param primaryUnitId its primary unit, of the same client
 * @param backup1UnitId its first backup unit
 * @param backup2UnitId its second backup unit
 */
@Schema(name = "Vehicle", description = "A vehicle, tracked by the units in it.")
record VehicleForm(
        @Positive @Max(MAX_ID) Long id,
        @NotNull Long clientId,

        @NotBlank @OneLine @Size(max = 50) @Schema(examples = "ABC-1234")
        String regNo,

        @Schema(nullable = true) @OneLine @Size(max = 50) String fleetNo,
        @Schema(nullable = true) @OneLine @Size(max = 50) String vin,
        @Schema(nullable = true) @OneLine @Size(max = 50) String engineNo,

        @OneLine @Size(max = 100) @Schema(examples = "bus", nullable = true)
        String iconName,

        @Schema(nullable = true) Long primaryUnitId,

        @Schema(nullable = true) @JsonProperty("backup_1_unit_id")
        Long backup1UnitId,

        @Schema(nullable = true) @JsonProperty("backup_2_unit_id")
        Long backup2UnitId)
        implements RegistryForm {

    VehicleForm {
        fleetNo = RegistryForm.textOrNull(fleetNo);
        vin = RegistryForm.textOrNull(vin);
        engineNo = RegistryForm.textOrNull(engineNo);
        iconName = RegistryForm.textOrNull(iconName);
    }

    static VehicleForm of(Vehicle vehicle, Map<Assignment, Long> unitIds) {
        return new VehicleForm(
                vehicle.id,
                vehicle.clientId,
                vehicle.regNo,
                vehicle.fleetNo,
                vehicle.vin,
                vehicle.engineNo,
                vehicle.iconName,
                unitIds.get(Assignment.PRIMARY),
                unitIds.get(Assignment.BACKUP_1),
                unitIds.get(Assignment.BACKUP_2));
    }

    static VehicleForm of(FleetVehicle vehicle, Function<Assignment, Optional<FleetUnit>> units) {
        return new VehicleForm(
                vehicle.id(),
                vehicle.clientId(),
                vehicle.regNo(),
                vehicle.fleetNo(),
                vehicle.vin(),
                vehicle.engineNo(),
                vehicle.iconName(),
                idOf(units.apply(Assignment.PRIMARY)),
                idOf(units.apply(Assignment.BACKUP_1)),
                idOf(units.apply(Assignment.BACKUP_2)));
    }

    private static Long idOf(Optional<FleetUnit> unit) {
        return unit.map(known -> known.id().value()).orElse(null);
    }

    /** The units of the form by assignment, without unset ones. */
    Map<Assignment, Long> unitIds() {
        Map<Assignment, Long> ids = new EnumMap<>(Assignment.class);
        ids.put(Assignment.PRIMARY, primaryUnitId);
        ids.put(Assignment.BACKUP_1, backup1UnitId);
        ids.put(Assignment.BACKUP_2, backup2UnitId);
        ids.values().removeIf(Objects::isNull);
        return ids;
    }
}
