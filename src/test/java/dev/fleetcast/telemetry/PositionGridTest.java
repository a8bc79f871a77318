package dev.fleetcast.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PositionGridTest {

    private final PositionGrid grid = new PositionGrid();

    @Test
    void findsTheUnitsOfARegionWhereverTheyHaveMoved() {
        Random random = new Random(7);
        Map<UnitId, GeoPoint> places = new HashMap<>();
        for (int move = 0; move < 5_000; move++) {
            UnitId unit = new UnitId(1 + random.nextInt(500));
            if (random.nextInt(20) == 0) {
                grid.forget(unit);
                places.remove(unit);
            } else {
                GeoPoint point = new GeoPoint(random.nextDouble(-90, 90), random.nextDouble(-180, 180));
                grid.moved(unit, point);
                places.put(unit, point);
            }
        }
        for (int query = 0; query < 200; query++) {
            double west = random.nextDouble(-180, 180);
            double east = random.nextDouble(-180, 180);
            double south = random.nextDouble(-90, 89);
            double north = random.nextDouble(south, 90);
            Set<UnitId> near = new HashSet<>();
            grid.near(west, south, east, north, (unit, point) -> near.add(unit));

            places.forEach((unit, point) -> {
                boolean across = west <= east
                        ? point.longitude() >= west && point.longitude() <= east
                        : point.longitude() >= west || point.longitude() <= east;
                if (across && point.latitude() >= south && point.latitude() <= north) {
                    assertThat(near).contains(unit);
                }
            });
        }
    }

    @Test
    void doesNotVisitUnitsFarAway() {
        grid.moved(new UnitId(1), new GeoPoint(30, -97));
        grid.moved(new UnitId(2), new GeoPoint(30.05, -97));
        for (int unit = 3; unit < 500; unit++) {
            grid.moved(new UnitId(unit), new GeoPoint(50, unit / 10.0));
        }
        Set<UnitId> near = new HashSet<>();

        grid.near(-97.01, 29.99, -96.99, 30.01, (unit, point) -> near.add(unit));

        assertThat(near).containsExactlyInAnyOrder(new UnitId(1), new UnitId(2));
    }

    @Test
    void edgesOfTheEarthHaveCells() {
        grid.moved(new UnitId(1), new GeoPoint(90, 180));
        grid.moved(new UnitId(2), new GeoPoint(-90, -180));
        Set<UnitId> near = new HashSet<>();

        grid.near(-180, -90, 180, 90, (unit, point) -> near.add(unit));

        assertThat(near).hasSize(2);
    }
}
