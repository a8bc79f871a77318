package dev.fleetcast.history.trip;

import java.util.List;

/** Makes sheets for tests of other packages. */
public final class TestSheets {

    public static final double METERS_PER_DEGREE = Drive.METERS_PER_DEGREE;

    private TestSheets() {}

    /** @param points of one unit */
    public static List<Sheet> of(List<Point> points) {
        StoredSheets stored = new StoredSheets();
        stored.add(points);
        return stored.sheets();
    }
}
