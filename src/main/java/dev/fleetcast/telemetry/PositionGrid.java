package dev.fleetcast.telemetry;

import dev.fleetcast.threading.ThreadSafe;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;

/**
 * Which units are in which cell of a grid over the earth: finds the units of a region without a look at the others. A
 * message of a unit that stays in its cell changes one field.
 */
@ThreadSafe
final class PositionGrid {

    private static final int CELLS_PER_DEGREE = 10;
    private static final int COLUMNS = 360 * CELLS_PER_DEGREE;

    private final ConcurrentMap<UnitId, Placed> places = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, Set<Placed>> cells = new ConcurrentHashMap<>();

    /** A unit in the grid. While it moves to another cell, its point may already be there. */
    private static final class Placed {

        private final UnitId unit;
        private volatile GeoPoint point;
        /** The cell that it is listed in. */
        private volatile int cell;

        Placed(UnitId unit, GeoPoint point) {
            this.unit = unit;
            this.point = point;
            this.cell = cell(point);
        }
    }

    /** Returns where the unit is; empty if that is unknown. */
    Optional<GeoPoint> place(UnitId unit) {
        return Optional.ofNullable(places.get(unit)).map(placed -> placed.point);
    }

    void moved(UnitId unit, GeoPoint point) {
        Placed known = places.get(unit);
        if (known != null && known.cell == cell(point)) {
            known.point = point;
        } else {
            places.compute(
                    unit, (moving, before) -> before == null ? enter(new Placed(unit, point)) : move(before, point));
        }
    }

    private Placed move(Placed placed, GeoPoint point) {
        placed.point = point;
        if (placed.cell != cell(point)) {
            int before = placed.cell;
            placed.cell = cell(point);
            enter(placed);
            leave(before, placed);
        }
        return placed;
    }

    void forget(UnitId unit) {
        places.computeIfPresent(unit, (gone, placed) -> {
            leave(placed.cell, placed);
            return null;
        });
    }

    private Placed enter(Placed placed) {
        cells.compute(placed.cell, (into, units) -> {
            Set<Placed> there = units == null ? ConcurrentHashMap.newKeySet() : units;
            there.add(placed);
            return there;
        });
        return placed;
    }

    private void leave(int cell, Placed placed) {
        cells.computeIfPresent(cell, (from, units) -> {
            units.remove(placed);
            return units.isEmpty() ? null : units;
        });
    }

    /** Visits the units of all cells that a region touches, and possibly others, with their points; {@code west} may be greater than {@code east}. */
    void near(double west, double south, double east, double north, BiConsumer<UnitId, GeoPoint> visitor) {
        if (west > east) {
            near(west, south, 180, north, visitor);
            near(-180, south, east, north, visitor);
            return;
        }
        int left = column(west);
        int right = column(east);
        int bottom = row(south);
        int top = row(north);
        if ((long) (right - left + 1) * (top - bottom + 1) > cells.size()) {
            for (Map.Entry<Integer, Set<Placed>> cell : cells.entrySet()) {
                int column = cell.getKey() % COLUMNS;
                int row = cell.getKey() / COLUMNS;
                if (column >= left && column <= right && row >= bottom && row <= top) {
                    visit(cell.getValue(), visitor);
                }
            }
            return;
        }
        for (int row = bottom; row <= top; row++) {
            for (int column = left; column <= right; column++) {
                visit(cells.getOrDefault(row * COLUMNS + column, Set.of()), visitor);
            }
        }
    }

    private static void visit(Set<Placed> units, BiConsumer<UnitId, GeoPoint> visitor) {
        for (Placed placed : units) {
            visitor.accept(placed.unit, placed.point);
        }
    }

    private static int cell(GeoPoint point) {
        return row(point.latitude()) * COLUMNS + column(point.longitude());
    }

    private static int column(double longitude) {
        return Math.min(COLUMNS - 1, Math.max(0, (int) ((longitude + 180) * CELLS_PER_DEGREE)));
    }

    private static int row(double latitude) {
        return Math.max(0, (int) ((latitude + 90) * CELLS_PER_DEGREE));
    }
}
