package dev.fleetcast.history.trip;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes the points of a unit that drives north. */
final class Drive {

    static final double METERS_PER_DEGREE = 6_371_008.8 * Math.PI / 180;

    final List<Point> points = new ArrayList<>();
    private long at;
    private double meters;
    private Ignition ignition = Ignition.ON;
    private long assignment;

    Drive(String start) {
        at = Instant.parse(start).toEpochMilli();
    }

    /** A point now. */
    Drive point(double kmh) {
        points.add(at(at, meters, kmh));
        return this;
    }

    /** A point at another place than where the unit is. */
    Drive strayPoint(double metersAway, double kmh) {
        points.add(at(at, meters + metersAway, kmh));
        return this;
    }

    Drive move(int seconds, double kmh, int every) {
        for (int second = every; second <= seconds; second += every) {
            pass(every);
            meters += kmh / 3.6 * every;
            point(kmh);
        }
        return this;
    }

    Drive stand(int seconds, int every) {
        return move(seconds, 0, every);
    }

    Drive pass(int seconds) {
        at += seconds * 1_000L;
        return this;
    }

    Drive ignition(Ignition next) {
        ignition = next;
        return this;
    }

    Drive assignment(long next) {
        assignment = next;
        return this;
    }

    private Point at(long millis, double north, double kmh) {
        return new Point(
                millis,
                Math.round(north * 10) * 31 + Math.round(kmh),
                30 + north / METERS_PER_DEGREE,
                -97,
                kmh,
                ignition,
                assignment,
                Readings.NONE);
    }
}
