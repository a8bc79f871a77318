package dev.fleetcast.stream.area;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fleetcast.fleet.FleetIndex;
import dev.fleetcast.fleet.FleetPool;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.stream.area.Area.Pools;
import dev.fleetcast.stream.area.Areas.Found;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.ThreadSafe;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the units of areas that only the registry determines: once per change of the registry for all streams with the
 * same area and the same rights, because every such stream asks after every change.
 */
@ThreadSafe
final class RegistryAreas {

    /**
     * Units, groups and clients of different areas and rights, at some 60 bytes each, now and before the last change of the
     * registry; areas beyond that are found for each stream.
     */
    private static final int MAX_KNOWN = 100_000;

    /** What an entry takes besides, in units. */
    private static final int PER_AREA = 10;

    private volatile Picture newest = new Picture(null, empty(), empty());

    private record Key(Area area, Set<Long> clients, int maxUnits) {}

    private record Picture(FleetIndex fleet, Cache<Key, Found> known, Cache<Key, Found> before) {}

    /**
     * The units of the area, by number.
     *
     * @param clients the clients whose units count
     * @return the same object as the last time if the units are the same
     */
    Found of(FleetIndex fleet, Area area, Set<Long> clients, int maxUnits) {
        Picture picture = of(fleet);
        Key key = new Key(area, Set.copyOf(clients), maxUnits);
        return picture.known().get(key, wanted -> {
            Found found = find(fleet, wanted);
            Found before = picture.before().getIfPresent(wanted);
            return found.equals(before) ? before : found;
        });
    }

    private synchronized Picture of(FleetIndex fleet) {
        if (newest.fleet() != fleet) {
            newest = new Picture(fleet, empty(), newest.known());
        }
        return newest;
    }

    private static Found find(FleetIndex fleet, Key key) {
        List<UnitId> units = members(fleet, key)
                .filter(unit -> key.clients().contains(unit.clientId()))
                .map(FleetUnit::id)
                .distinct()
                .sorted(Comparator.comparingLong(UnitId::value))
                .toList();
        return new Found(new LinkedHashSet<>(units.subList(0, Math.min(units.size(), key.maxUnits()))), units.size());
    }

    private static Stream<FleetUnit> members(FleetIndex fleet, Key key) {
        if (key.area() instanceof Pools pools) {
            return pools.ids().stream()
                    .flatMap(id -> fleet.pool(id).stream())
                    .filter(pool -> key.clients().contains(pool.clientId()))
                    .map(FleetPool::vehicleIds)
                    .flatMap(List::stream)
                    .flatMap(vehicle -> fleet.unitsOf(vehicle).stream());
        }
        return fleet.units().stream();
    }

    private static Cache<Key, Found> empty() {
        return Caffeine.newBuilder()
                .maximumWeight(MAX_KNOWN)
                .weigher(RegistryAreas::weight)
                .executor(Runnable::run)
                .build();
    }

    private static int weight(Key key, Found found) {
        int groups = key.area() instanceof Pools pools ? pools.ids().size() : 0;
        return PER_AREA + groups + key.clients().size() + found.units().size();
    }
}
