package dev.fleetcast.demo.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Finds the streets that buses drive. A bus reports every two minutes, so a straight line to its next report cuts
 * corners; but many buses reported from the same streets. Between two reports, a bus is therefore taken to have driven
 * along the reports of all of them: the cost of a step grows faster than its length, so many short steps win.
 */
final class StreetNetwork {

    private static final double CELL_METERS = 35;
    private static final double STEP_METERS = 200;
    private static final double MOST_METERS = 1_500;
    private static final int MOST_SECONDS = 200;
    private static final double STANDING_METERS = 25;
    private static final int MOST_SETTLED = 3_000;
    private static final int LEAST_PASSES = 3;

    private final List<Point> points = new ArrayList<>();
    private final Map<Cell, Integer> numbers = new HashMap<>();
    private final List<List<Step>> steps = new ArrayList<>();

    private record Cell(int x, int y) {}

    private record Step(int to, double cost) {}

    private record Reached(int point, double cost) {}

    private StreetNetwork(Collection<List<Fix>> day) {
        Map<Cell, List<Point>> reports =
                new TreeMap<>(Comparator.comparingInt(Cell::x).thenComparingInt(Cell::y));
        day.forEach(bus ->
                bus.forEach(fix -> reports.computeIfAbsent(cell(Point.of(fix.place())), cell -> new ArrayList<>())
                        .add(Point.of(fix.place()))));
        reports.forEach((cell, near) -> {
            numbers.put(cell, points.size());
            points.add(Point.middle(near));
        });
        reports.keySet().forEach(cell -> steps.add(stepsFrom(cell)));
    }

    /** The pieces of street that at least three passages used, each between two neighbouring points. */
    static List<Piece> pieces(Collection<List<Fix>> day) {
        return new StreetNetwork(day).used(day);
    }

    private List<Piece> used(Collection<List<Fix>> day) {
        Map<Piece, Integer> passes = new TreeMap<>(Piece.ORDER);
        passages(day).forEach((from, targets) -> {
            int[] before = search(from, targets.keySet());
            targets.forEach((to, times) -> {
                for (int at = to; before[at] >= 0; at = before[at]) {
                    passes.merge(Piece.of(points.get(at), points.get(before[at])), times, Integer::sum);
                }
            });
        });
        return passes.entrySet().stream()
                .filter(piece -> piece.getValue() >= LEAST_PASSES)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How often a bus went from one point to another, by both. */
    private Map<Integer, Map<Integer, Integer>> passages(Collection<List<Fix>> day) {
        Map<Integer, Map<Integer, Integer>> passages = new TreeMap<>();
        for (List<Fix> bus : day) {
            List<Fix> fixes =
                    bus.stream().sorted(Comparator.comparingInt(Fix::second)).toList();
            for (int i = 1; i < fixes.size(); i++) {
                Integer from = numbers.get(cell(Point.of(fixes.get(i - 1).place())));
                Integer to = numbers.get(cell(Point.of(fixes.get(i).place())));
                if (from != null && to != null && isPassage(fixes.get(i - 1), fixes.get(i))) {
                    passages.computeIfAbsent(Math.min(from, to), point -> new TreeMap<>())
                            .merge(Math.max(from, to), 1, Integer::sum);
                }
            }
        }
        return passages;
    }

    private static boolean isPassage(Fix from, Fix to) {
        double meters = from.place().metersTo(to.place());
        int seconds = to.second() - from.second();
        return seconds > 0
                && seconds <= MOST_SECONDS
                && meters >= STANDING_METERS
                && meters <= MOST_METERS
                && meters / seconds < TrackBuilder.IMPOSSIBLE_MPS;
    }

    /** The point before each point on the cheapest way from the first; -1 for those that were not reached. */
    private int[] search(int from, Collection<Integer> targets) {
        double[] costs = new double[points.size()];
        Arrays.fill(costs, Double.MAX_VALUE);
        int[] before = new int[points.size()];
        Arrays.fill(before, -1);
        PriorityQueue<Reached> open =
                new PriorityQueue<>(Comparator.comparingDouble(Reached::cost).thenComparingInt(Reached::point));
        costs[from] = 0;
        open.add(new Reached(from, 0));
        int missing = targets.size();
        for (int settled = 0; !open.isEmpty() && missing > 0 && settled < MOST_SETTLED; settled++) {
            Reached at = open.remove();
            if (at.cost() > costs[at.point()]) {
                continue;
            }
            missing -= targets.contains(at.point()) ? 1 : 0;
            for (Step step : steps.get(at.point())) {
                double cost = at.cost() + step.cost();
                if (cost < costs[step.to()]) {
                    costs[step.to()] = cost;
                    before[step.to()] = at.point();
                    open.add(new Reached(step.to(), cost));
                }
            }
        }
        return before;
    }

    private List<Step> stepsFrom(Cell cell) {
        List<Step> near = new ArrayList<>();
        Point from = points.get(numbers.get(cell));
        int cells = (int) Math.ceil(STEP_METERS / CELL_METERS);
        for (int x = -cells; x <= cells; x++) {
            for (int y = -cells; y <= cells; y++) {
                Integer to = numbers.get(new Cell(cell.x() + x, cell.y() + y));
                double meters = to == null ? Double.MAX_VALUE : from.metersTo(points.get(to));
                if (meters > 0 && meters <= STEP_METERS) {
                    near.add(new Step(to, meters * Math.sqrt(meters)));
                }
            }
        }
        return near;
    }

    private static Cell cell(Point point) {
        return new Cell((int) Math.floor(point.x() / CELL_METERS), (int) Math.floor(point.y() / CELL_METERS));
    }

    /**
     * A place on a plane, in metres.
     *
     * @param x to the east
     * @param y to the north
     */
    record Point(double x, double y) {

        static final Comparator<Point> ORDER =
                Comparator.comparingDouble(Point::x).thenComparingDouble(Point::y);

        private static final double METERS_PER_LATITUDE = 111_000;
        private static final double METERS_PER_LONGITUDE = 96_000; // of the buses' city

        static Point of(Place place) {
            return new Point(place.longitude() * METERS_PER_LONGITUDE, place.latitude() * METERS_PER_LATITUDE);
        }

        static Point middle(List<Point> points) {
            return new Point(
                    points.stream().mapToDouble(Point::x).sum() / points.size(),
                    points.stream().mapToDouble(Point::y).sum() / points.size());
        }

        Place place() {
            return new Place(y / METERS_PER_LATITUDE, x / METERS_PER_LONGITUDE);
        }

        double metersTo(Point other) {
            return Math.sqrt((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y));
        }
    }

    /**
     * A straight piece of a street.
     *
     * @param first its western end
     * @param second its other end
     */
    record Piece(Point first, Point second) {

        static final Comparator<Piece> ORDER =
                Comparator.comparing(Piece::first, Point.ORDER).thenComparing(Piece::second, Point.ORDER);

        static Piece of(Point one, Point other) {
            return Point.ORDER.compare(one, other) <= 0 ? new Piece(one, other) : new Piece(other, one);
        }
    }
}
