package dev.fleetcast.demo.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Builds a track from the reports of a bus: sorts positions, removes impossible ones, closes gaps in the reports, and
 * shortens long stands, so that the map always shows movement.
 */
final class TrackBuilder {

    private static final double STANDING_METERS = 25;
    static final double IMPOSSIBLE_MPS = 30;
    private static final int GAP_SECONDS = 600;
    private static final double GAP_MPS = 11;
    private static final double REST_SECONDS = 20;

    private final double longestStandSeconds;
    private final double slowestMps;
    private final List<Part> parts = new ArrayList<>();

    private TrackBuilder(double longestStandSeconds, double slowestMps) {
        this.longestStandSeconds = longestStandSeconds;
        this.slowestMps = slowestMps;
    }

    /** The recorded track, except for gaps and long stands. */
    static Track realistic(List<Fix> fixes) {
        return new TrackBuilder(120, 0.5).build(fixes);
    }

    /** A track on which the bus never stands for longer than a few seconds. */
    static Track alwaysMoving(List<Fix> fixes) {
        return new TrackBuilder(4, 3).build(fixes);
    }

    private Track build(List<Fix> reported) {
        List<Fix> fixes = possible(reported);
        rest();
        Fix at = fixes.get(0);
        for (Fix next : fixes.subList(1, fixes.size())) {
            at = add(at, next);
        }
        rest();
        return new Track(legs(fixes.get(0).place()), fixes.get(0).second());
    }

    private static List<Fix> possible(List<Fix> reported) {
        List<Fix> possible = new ArrayList<>();
        for (Fix fix :
                reported.stream().sorted(Comparator.comparingInt(Fix::second)).toList()) {
            if (possible.isEmpty() || isPossible(possible.get(possible.size() - 1), fix)) {
                possible.add(fix);
            }
        }
        return possible;
    }

    private static boolean isPossible(Fix from, Fix to) {
        int seconds = to.second() - from.second();
        return seconds > 0 && (seconds > GAP_SECONDS || from.place().metersTo(to.place()) / seconds < IMPOSSIBLE_MPS);
    }

    /** @return the bus's new position: unchanged if it only stood */
    private Fix add(Fix from, Fix to) {
        double meters = from.place().metersTo(to.place());
        boolean otherTrip = from.trip() != to.trip();
        double seconds = to.second() - from.second();
        if (meters < STANDING_METERS) {
            stand(seconds);
            if (otherTrip) {
                rest();
            }
            return new Fix(to.second(), from.place(), 0, to.trip());
        }
        if (otherTrip) {
            rest();
        }
        double driving = seconds > GAP_SECONDS ? meters / GAP_MPS : Math.min(seconds, meters / slowestMps);
        parts.add(new Part(Leg.Kind.DRIVING, driving, to.place(), meters, to.speedMps()));
        return to;
    }

    private void stand(double seconds) {
        Part last = parts.get(parts.size() - 1);
        if (last.kind() == Leg.Kind.DRIVING) {
            parts.add(new Part(Leg.Kind.STANDING, Math.min(seconds, longestStandSeconds), null, 0, 0));
        } else {
            replaceLast(new Part(last.kind(), Math.min(last.seconds() + seconds, longestStandSeconds), null, 0, 0));
        }
    }

    private void rest() {
        Part last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
        if (last == null || last.kind() == Leg.Kind.DRIVING) {
            parts.add(new Part(Leg.Kind.RESTING, Math.min(REST_SECONDS, longestStandSeconds), null, 0, 0));
        } else {
            replaceLast(new Part(Leg.Kind.RESTING, last.seconds(), null, 0, 0));
        }
    }

    private void replaceLast(Part part) {
        parts.set(parts.size() - 1, part);
    }

    private List<Leg> legs(Place start) {
        List<Leg> legs = new ArrayList<>();
        double second = 0;
        double metersBefore = 0;
        double heading = 0;
        Place place = start;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            Place to = part.to() == null ? place : part.to();
            heading = part.to() == null ? heading : place.degreesTo(to);
            legs.add(new Leg(
                    part.kind(),
                    second,
                    part.seconds(),
                    place,
                    to,
                    part.meters(),
                    metersBefore,
                    speedBetween(i - 1, i),
                    speedBetween(i, i + 1),
                    heading));
            second += part.seconds();
            metersBefore += part.meters();
            place = to;
        }
        return legs;
    }

    /** The reported speed between two parts; lower if the distance is too short for it, 0 beside a stand. */
    private double speedBetween(int before, int after) {
        if (before < 0 || after == parts.size()) {
            return 0;
        }
        double most =
                3 * Math.min(parts.get(before).averageMps(), parts.get(after).averageMps());
        return Math.min(parts.get(before).endMps(), most);
    }

    /** A leg under construction; one without a destination is a stand. */
    private record Part(Leg.Kind kind, double seconds, Place to, double meters, double endMps) {

        double averageMps() {
            return meters / seconds;
        }
    }
}
