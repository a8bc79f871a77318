package dev.fleetcast.stream.area;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.request.Visibility;
import dev.fleetcast.fleet.FleetIndex;
import dev.fleetcast.fleet.UnitDirectory;
import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
import dev.fleetcast.stream.area.Area.Pools;
import dev.fleetcast.stream.area.Area.Region;
import dev.fleetcast.telemetry.GeoPoint;
import dev.fleetcast.telemetry.LastKnownPositions;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the units of areas, by last known positions and the registry in memory. The cost is with the units inside. */
@ThreadSafe
@ApplicationScoped
public class Areas {

    private final UnitDirectory directory;
    private final Function<Viewer, Set<Long>> clientsOf;
    private final LastKnownPositions positions;
    private final RegistryAreas inRegistry = new RegistryAreas();

    @Inject
    Areas(UnitDirectory directory, Visibility visibility, LastKnownPositions positions) {
        this(directory, visibility::clients, positions);
    }

    /** @param clientsOf the clients that a viewer may see now */
    public Areas(UnitDirectory directory, Function<Viewer, Set<Long>> clientsOf, LastKnownPositions positions) {
        this.directory = directory;
        this.clientsOf = clientsOf;
        this.positions = positions;
    }

    /**
     * The units of an area.
     *
     * @param units those to follow: all or, if there are too many, the nearest to the middle
     * @param total how many there are
     */
    public record Found(Set<UnitId> units, int total) {

        /** No units. */
        public static final Found NOTHING = new Found(Set.of(), 0);

        /** Whether there are units that are not followed. */
        public boolean isLimited() {
            return total > units.size();
        }
    }

    /**
     * Checks that the viewer may see the pools of the area.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 naming the first other one, whether it exists or not
     */
    public void check(Viewer viewer, Area area) {
        if (area instanceof Pools pools) {
            Set<Long> clients = clientsOf.apply(viewer);
            for (int i = 0; i < pools.ids().size(); i++) {
                long id = pools.ids().get(i);
                if (directory
                        .pool(id)
                        .filter(pool -> clients.contains(pool.clientId()))
                        .isEmpty()) {
                    throw Violations.problem(
                            List.of(new FieldViolation("pools[" + i + "]", "is not a pool that you may see")));
                }
            }
        }
    }

    /**
     * The units of the area that the viewer may see now.
     *
     * @param before what was found the last time
     * @return the same object as the last time if the units are the same
     */
    public Found find(Viewer viewer, FollowedArea followed, Found before) {
        Set<Long> clients = clientsOf.apply(viewer);
        FleetIndex fleet = directory.picture();
        if (followed.area() instanceof Region region) {
            List<Place> seen = inside(region, clients, fleet);
            return isSame(seen, before)
                    ? before
                    : found(region, withMissed(seen, region, clients, fleet, before), followed.maxUnits(), before);
        }
        return inRegistry.of(fleet, followed.area(), clients, followed.maxUnits());
    }

    private List<Place> inside(Region region, Set<Long> clients, FleetIndex fleet) {
        List<Place> inside = new ArrayList<>();
        Area.Box box = region.box();
        positions.near(box.west(), box.south(), box.east(), box.north(), (unit, point) -> {
            if (region.contains(point) && isVisible(unit, clients, fleet)) {
                inside.add(new Place(unit, point));
            }
        });
        return inside;
    }

    private static boolean isVisible(UnitId unit, Set<Long> clients, FleetIndex fleet) {
        return fleet.byId(unit)
                .filter(known -> clients.contains(known.clientId()))
                .isPresent();
    }

    private record Place(UnitId unit, GeoPoint point) {}

    /** Whether all of the units were found before, and no others. */
    private static boolean isSame(List<Place> inside, Found before) {
        if (before.isLimited() || before.units().size() != inside.size()) {
            return false;
        }
        for (Place place : inside) {
            if (!before.units().contains(place.unit())) {
                return false;
            }
        }
        return true;
    }

    /** Each unit once: one that moved meanwhile may have been seen twice, or not at all, which must not look like a leave. */
    private Map<UnitId, GeoPoint> withMissed(
            List<Place> seen, Region region, Set<Long> clients, FleetIndex fleet, Found before) {
        Map<UnitId, GeoPoint> inside = new LinkedHashMap<>();
        seen.forEach(place -> inside.put(place.unit(), place.point()));
        for (UnitId unit : before.units()) {
            if (!inside.containsKey(unit) && isVisible(unit, clients, fleet)) {
                positions.place(unit).filter(region::contains).ifPresent(point -> inside.put(unit, point));
            }
        }
        return inside;
    }

    private static Found found(Region region, Map<UnitId, GeoPoint> inside, int most, Found before) {
        if (inside.size() <= most) {
            boolean same = !before.isLimited() && inside.keySet().equals(before.units());
            return same ? before : new Found(new LinkedHashSet<>(inside.keySet()), inside.size());
        }
        GeoPoint middle = region.box().middle();
        Set<UnitId> nearest = inside.entrySet().stream()
                .sorted(Comparator.comparingDouble(each -> each.getValue().nearness(middle)))
                .limit(most)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new Found(nearest, inside.size());
    }
}
