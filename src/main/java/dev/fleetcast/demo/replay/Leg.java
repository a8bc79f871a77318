package dev.fleetcast.demo.replay;

/**
 * A part of a track: driving from one reported position to the next, or standing.
 *
 * @param kind what the bus does
 * @param startSecond its start, in seconds of the track
 * @param seconds its duration
 * @param from where it begins
 * @param to where it ends
 * @param meters its length
 * @param metersBefore the distance driven before it
 * @param startMps the speed at its beginning, in metres per second
 * @param endMps the speed at its end
 * @param heading the direction, or the direction in which the bus stopped; clockwise from north
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
        /** Stands with its engine on: at a stop or a traffic light. */
        STANDING,
        /** Stands with its engine off, between two trips. */
        RESTING
    }

    /** The same leg in reverse, as a part of another track. */
    Leg back(double startSecond, double metersBefore) {
        return new Leg(
                kind, startSecond, seconds, to, from, meters, metersBefore, endMps, startMps, (heading + 180) % 360);
    }

    double endSecond() {
        return startSecond + seconds;
    }

    /**
     * The distance from the start of the leg, in metres: a cubic that matches both reported speeds and never decreases.
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

    /** The speed: the slope of {@link #metersAt}, in metres per second. */
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
