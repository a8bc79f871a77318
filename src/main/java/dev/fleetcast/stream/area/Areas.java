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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the units of areas, by last known positions and the registry in memory. The cost is with the units inside. */
@ThreadSafe
@ApplicationScoped
public class Areas {

    private final UnitDirectory directory;
    private final Visibility visibility;
    private final LastKnownPositions positions;
    private final RegistryAreas inRegistry = new RegistryAreas();

    Areas(UnitDirectory directory, Visibility visibility, LastKnownPositions positions) {
        this.directory = directory;
        this.visibility = visibility;
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
            Set<Long> clients = visibility.clients(viewer);
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

    /** The units of the area that the viewer may see now. */
    public Found find(Viewer viewer, FollowedArea followed) {
        Set<Long> clients = visibility.clients(viewer);
        FleetIndex fleet = directory.picture();
        if (followed.area() instanceof Region region) {
            return nearest(inside(region, clients, fleet), region.box().middle(), followed.maxUnits());
        }
        return inRegistry.of(fleet, followed.area(), clients, followed.maxUnits());
    }

    /** Whether the unit is in the area now, as far as its position decides; rights and pools are not checked. */
    public boolean isInside(FollowedArea followed, UnitId unit) {
        return !(followed.area() instanceof Region region)
                || positions.place(unit).filter(region::contains).isPresent();
    }

    private List<Place> inside(Region region, Set<Long> clients, FleetIndex fleet) {
        List<Place> inside = new ArrayList<>();
        Area.Box box = region.box();
        positions.near(box.west(), box.south(), box.east(), box.north(), (unit, point) -> {
            boolean visible = region.contains(point)
                    && fleet.byId(unit)
                            .filter(known -> clients.contains(known.clientId()))
                            .isPresent();
            if (visible) {
                inside.add(new Place(unit, point));
            }
        });
        return inside;
    }

    private record Place(UnitId unit, GeoPoint point) {}

    private static Found nearest(List<Place> inside, GeoPoint middle, int most) {
        if (inside.size() > most) {
            inside.sort(Comparator.comparingDouble(place -> place.point().nearness(middle)));
        }
        Set<UnitId> units = new LinkedHashSet<>();
        inside.subList(0, Math.min(inside.size(), most)).forEach(place -> units.add(place.unit()));
        return new Found(units, inside.size());
    }
}
