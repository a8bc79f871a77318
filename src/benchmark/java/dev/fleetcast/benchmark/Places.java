package dev.fleetcast.benchmark;

import java.util.Locale;

/** Where the units are: in groups of ten, fifty groups in a row some 250 km long, each row some 55 km north of the last. */
final class Places {

    static final int UNITS_PER_GROUP = 10;
    static final int GROUPS_PER_ROW = 50;

    private static final double SOUTH = 10;
    private static final double WEST = -99;
    private static final double BETWEEN_ROWS = 0.5;
    private static final double BETWEEN_GROUPS = 0.05;
    private static final double BETWEEN_UNITS = 0.001;
    /** Less than half of the distance to others. */
    private static final double MARGIN = 0.02;

    private Places() {}

    /** Degrees, in eight characters. */
    static String latitude(int unit) {
        return text(SOUTH + BETWEEN_ROWS * row(unit) + BETWEEN_UNITS * ((unit - 1) % UNITS_PER_GROUP));
    }

    /** Degrees, in nine characters. */
    static String longitude(int unit) {
        return text(WEST + BETWEEN_GROUPS * column(unit));
    }

    /** The body of a request for the area with the units of adjacent groups in one row, given in ascending order. */
    static String area(int[] units) {
        int first = units[0];
        int last = units[units.length - 1];
        double south = SOUTH + BETWEEN_ROWS * row(first);
        return "{\"bbox\":[%s,%s,%s,%s]}"
                .formatted(
                        text(WEST + BETWEEN_GROUPS * column(first) - MARGIN),
                        text(south - MARGIN),
                        text(WEST + BETWEEN_GROUPS * column(last) + MARGIN),
                        text(south + BETWEEN_UNITS * UNITS_PER_GROUP + MARGIN));
    }

    private static int row(int unit) {
        return group(unit) / GROUPS_PER_ROW;
    }

    private static int column(int unit) {
        return group(unit) % GROUPS_PER_ROW;
    }

    private static int group(int unit) {
        return (unit - 1) / UNITS_PER_GROUP;
    }

    private static String text(double degrees) {
        return String.format(Locale.ROOT, "%.5f", degrees);
    }
}
