package dev.fleetcast.history.trip;

/**
 * Two consecutive points of a unit.
 *
 * @param from with the ignition known there
 * @param to likewise
 * @param kind what the unit did in between
 * @param millimeters the distance as the crow flies; counts only when driving
 */
record Leg(Point from, Point to, Kind kind, long millimeters) {

    /** What a unit did between two points. */
    enum Kind {
        /** Not known: too much time has passed. */
        GAP,
        /** It moved. */
        DRIVING,
        /** It did not. */
        STANDING
    }

    static Leg between(Point from, Point to, TripRules rules) {
        double meters = from.metersTo(to);
        return new Leg(from, to, kind(from, to, meters, rules), Math.round(meters * 1_000));
    }

    private static Kind kind(Point from, Point to, double meters, TripRules rules) {
        long millis = to.at() - from.at();
        if (millis > rules.gap().toMillis()) {
            return Kind.GAP;
        }
        boolean crawls = millis >= rules.stop().toMillis() && TripRules.kmh(meters, millis) < rules.movingKmh();
        return (rules.moves(from) || rules.moves(to)) && !crawls ? Kind.DRIVING : Kind.STANDING;
    }

    long millis() {
        return to.at() - from.at();
    }

    boolean beginsWith(Ignition ignition) {
        return from.ignition() == ignition;
    }

    boolean isSpeeding(TripRules rules) {
        return from.speedKmh() != null && from.speedKmh() > rules.speedingKmh();
    }
}
