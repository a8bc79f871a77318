package dev.fleetcast.fleet.api;

import dev.fleetcast.fleet.FleetPool;
import dev.fleetcast.fleet.Pool;
import dev.fleetcast.registry.admin.OneLine;
import dev.fleetcast.registry.admin.RegistryForm;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A pool in the administration API and in lists.
 *
 * @param id the registry's number
 * @param clientId the client that owns it
 * @param name the group's name; unique within the client
 * @param vehicleIds its vehicles, of the same client
 */
@Schema(name = "Pool", description = "A group of vehicles.")
record PoolForm(
        @Positive @Max(MAX_ID) Long id,
        @NotNull Long clientId,
        @NotBlank @OneLine @Size(max = 200) String name,
        @Size(max = MAX_VEHICLES) Set<@NotNull Long> vehicleIds)
        implements RegistryForm {

    private static final int MAX_VEHICLES = 10_000;

    PoolForm {
        vehicleIds = vehicleIds == null ? Set.of() : vehicleIds;
    }

    static PoolForm of(Pool pool) {
        return new PoolForm(pool.id, pool.clientId, pool.name, sorted(pool.vehicleIds));
    }

    static PoolForm of(FleetPool pool) {
        return new PoolForm(pool.id(), pool.clientId(), pool.name(), sorted(pool.vehicleIds()));
    }

    private static Set<Long> sorted(Collection<Long> ids) {
        return new TreeSet<>(ids);
    }
}
