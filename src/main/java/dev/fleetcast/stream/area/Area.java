package dev.fleetcast.stream.area;

import dev.fleetcast.telemetry.GeoPoint;
import java.util.List;

/** What determines a set of units: a region of the earth, or groups of the registry. Immutable. */
public sealed interface Area {

    /** A part of the earth. */
    sealed interface Region extends Area permits Box, Outline {

        /** The smallest box around it. */
        Box box();

        boolean contains(GeoPoint point);
    }

    /**
     * A box; {@code west} is greater than {@code east} when it lies over 180° of longitude.
     *
     * @param west in degrees, like the others
     */
    record Box(double west, double south, double east, double north) implements Region {

        @Override
        public Box box() {
            return this;
        }

        @Override
        public boolean contains(GeoPoint point) {
            double longitude = point.longitude();
            boolean across =
                    west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east;
            return across && point.latitude() >= south && point.latitude() <= north;
        }

        /** The point in the middle. */
        GeoPoint middle() {
            double width = west <= east ? east - west : east - west + 360;
            double longitude = west + width / 2;
            return new GeoPoint((south + north) / 2, longitude > 180 ? longitude - 360 : longitude);
        }
    }

    /** The units of some pools' vehicles. */
    record Pools(List<Long> ids) implements Area {

        public Pools {
            ids = List.copyOf(ids);
        }
    }

    /** Every visible unit. */
    record Everything() implements Area {}
}
