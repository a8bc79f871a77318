package dev.fleetcast.demo.replay;

/**
 * A part of a track: driving from one reported position to the next, or standing.
 *
 * @param kind what the bus does
 * @param startSecond when, in seconds of the track
 * @param seconds how long
 * @param from where it begins
 * @param to where it ends
 * @param meters how long the way is
 * @param metersBefore how far the bus has come before
 * @param startMps the speed at the beginning, in metres per second
 * @param endMps the speed at the end
 * @param heading the direction, or the one in which the bus came to stand; clockwise from north
 */
record Leg(
        Kind kind,
        double startSecond,
        double seconds,
        Place from,
        Place to,
        double meters,
        double metersBefore,
        double startMps,
        double endMps,
        double heading) {

    /** What the bus does. */
    enum Kind {
        /** Drives. */
        DRIVING,
        /** Stands with its engine on: a stop, a light. */
        STANDING,
        /** Stands with its engine off, between two trips. */
        RESTING
    }

    /** The same way back, as a part of another track. */
    Leg back(double startSecond, double metersBefore) {
        return new Leg(
                kind, startSecond, seconds, to, from, meters, metersBefore, endMps, startMps, (heading + 180) % 360);
    }

    double endSecond() {
        return startSecond + seconds;
    }

    /**
     * How far along the leg the bus is, in metres: a cubic that meets both reported speeds and never goes back.
     *
     * @param second of the track, within the leg
     */
    double metersAt(double second) {
        if (kind != Kind.DRIVING) {
            return 0;
        }
        double u = share(second);
        double start = startMps * seconds;
        double end = endMps * seconds;
        return u * (start + u * (3 * meters - 2 * start - end + u * (start + end - 2 * meters)));
    }

    /** How fast the bus is: the slope of {@link #metersAt}, in metres per second. */
    double speedMpsAt(double second) {
        if (kind != Kind.DRIVING) {
            return 0;
        }
        double u = share(second);
        double start = startMps * seconds;
        double end = endMps * seconds;
        double slope = start + u * (2 * (3 * meters - 2 * start - end) + u * 3 * (start + end - 2 * meters));
        return Math.max(0, slope / seconds);
    }

    Place placeAt(double second) {
        return kind == Kind.DRIVING ? from.towards(to, metersAt(second) / meters) : from;
    }

    private double share(double second) {
        return Math.min(1, Math.max(0, (second - startSecond) / seconds));
    }
}
