package dev.fleetcast.history.trip;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * The movement of a unit in a quarter of an hour. In all time zones of today, days begin and end with one: so the days
 * of any zone are sums of the same numbers.
 *
 * @param number quarters of an hour since the epoch
 * @param assignment see {@link Point#assignment}
 */
public record QuarterHour(long number, long assignment, Movement movement) {

    /** The length in milliseconds. */
    public static final long MILLIS = 900_000;

    /** The number of the quarter of an hour at a time in milliseconds since the epoch. */
    public static long numberAt(long millis) {
        return Math.floorDiv(millis, MILLIS);
    }

    /** Collects the movement of many. */
    static final class Table {

        private record Key(long number, long assignment) implements Comparable<Key> {

            @Override
            public int compareTo(Key other) {
                int byNumber = Long.compare(number, other.number);
                return byNumber == 0 ? Long.compare(assignment, other.assignment) : byNumber;
            }
        }

        private final TreeMap<Key, Movement> rows = new TreeMap<>();

        Table(List<QuarterHour> known) {
            add(known);
        }

        void add(List<QuarterHour> further) {
            further.forEach(quarter -> add(quarter.number, quarter.assignment, quarter.movement));
        }

        void drive(Leg leg, boolean speeding) {
            long assignment = leg.from().assignment();
            split(
                    leg.from().at(),
                    leg.to().at(),
                    leg.millimeters(),
                    assignment,
                    (millis, part) -> Movement.driving(millis, part, speeding));
            addSpeed(leg.from(), assignment);
            addSpeed(leg.to(), assignment);
        }

        /** Shares out all of a trip by time; the parts add up to it. */
        void spread(Trip trip) {
            long from = trip.from().at();
            long to = trip.to().at();
            Movement all = trip.sums().movement();
            Movement given = Movement.NONE;
            long begin = from;
            do {
                long end = Math.min(to, (numberAt(begin) + 1) * MILLIS);
                Movement reached = end == to ? all : all.share((double) (end - from) / (to - from));
                add(numberAt(begin), trip.from().assignment(), reached.minus(given));
                given = reached;
                begin = end;
            } while (begin < to);
        }

        void idle(Pause pause) {
            split(pause.from(), pause.to(), 0, pause.assignment(), (millis, none) -> Movement.idling(millis));
        }

        List<QuarterHour> rows() {
            List<QuarterHour> all = new ArrayList<>();
            rows.forEach((key, movement) -> all.add(new QuarterHour(key.number, key.assignment, movement)));
            return all;
        }

        private void addSpeed(Point point, long assignment) {
            if (point.speedKmh() != null) {
                add(numberAt(point.at()), assignment, Movement.atSpeed(point.speedKmh()));
            }
        }

        /** Shares out a distance by time; the parts add up to it. */
        private void split(
                long from, long to, long millimeters, long assignment, BiFunction<Long, Long, Movement> movement) {
            long begin = from;
            long given = 0;
            do {
                long end = Math.min(to, (numberAt(begin) + 1) * MILLIS);
                long reached = end == to ? millimeters : Math.round((double) millimeters * (end - from) / (to - from));
                add(numberAt(begin), assignment, movement.apply(end - begin, reached - given));
                given = reached;
                begin = end;
            } while (begin < to);
        }

        private void add(long number, long assignment, Movement movement) {
            rows.merge(new Key(number, assignment), movement, Movement::plus);
        }
    }
}
