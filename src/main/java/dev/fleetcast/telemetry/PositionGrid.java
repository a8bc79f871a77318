package dev.fleetcast.telemetry;

import dev.fleetcast.threading.ThreadSafe;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * Which units are in which cell of a grid over the earth: finds the units of a region without a look at the others. A
 * unit that stays in its cell costs one entry per message.
 */
@ThreadSafe
final class PositionGrid {

    private static final int CELLS_PER_DEGREE = 10;
    private static final int COLUMNS = 360 * CELLS_PER_DEGREE;

    private final ConcurrentMap<UnitId, GeoPoint> places = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, Set<UnitId>> cells = new ConcurrentHashMap<>();

    /** Returns where the unit is; empty if that is unknown. */
    Optional<GeoPoint> place(UnitId unit) {
        return Optional.ofNullable(places.get(unit));
    }

    void moved(UnitId unit, GeoPoint point) {
        places.compute(unit, (moving, before) -> {
            Integer cell = cell(point);
            if (before == null || cell(before) != cell) {
                cells.compute(cell, (into, units) -> {
                    Set<UnitId> there = units == null ? ConcurrentHashMap.newKeySet() : units;
                    there.add(unit);
                    return there;
                });
                leave(before, unit);
            }
            return point;
        });
    }

    void forget(UnitId unit) {
        places.computeIfPresent(unit, (gone, before) -> {
            leave(before, unit);
            return null;
        });
    }

    private void leave(GeoPoint before, UnitId unit) {
        if (before != null) {
            cells.computeIfPresent(cell(before), (from, units) -> {
                units.remove(unit);
                return units.isEmpty() ? null : units;
            });
        }
    }

    /** Visits the units of all cells that a region touches, and possibly others; {@code west} may be greater than {@code east}. */
    void near(double west, double south, double east, double north, Consumer<UnitId> visitor) {
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
            for (Map.Entry<Integer, Set<UnitId>> cell : cells.entrySet()) {
                int column = cell.getKey() % COLUMNS;
                int row = cell.getKey() / COLUMNS;
                if (column >= left && column <= right && row >= bottom && row <= top) {
                    cell.getValue().forEach(visitor);
                }
            }
            return;
        }
        for (int row = bottom; row <= top; row++) {
            for (int column = left; column <= right; column++) {
                cells.getOrDefault(row * COLUMNS + column, Set.of()).forEach(visitor);
            }
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
