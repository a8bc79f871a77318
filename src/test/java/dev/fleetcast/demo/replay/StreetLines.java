package dev.fleetcast.demo.replay;

import dev.fleetcast.demo.replay.StreetNetwork.Piece;
import dev.fleetcast.demo.replay.StreetNetwork.Point;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The streets as lines from crossing to crossing, simplified, in the form of the dashboard's other outlines. */
final class StreetLines {

    private static final double TOLERANCE_METERS = 12;
    private static final double LEAST_METERS = 100;
    private static final double UNIT = 1e-5;

    private final Map<Point, SortedSet<Point>> neighbours = new TreeMap<>(Point.ORDER);
    private final SortedSet<Piece> left = new TreeSet<>(Piece.ORDER);

    private StreetLines(Collection<Piece> pieces) {
        left.addAll(pieces);
        for (Piece piece : pieces) {
            join(piece.first(), piece.second());
            join(piece.second(), piece.first());
        }
    }

    /** The file: a line is longitude and latitude in turn, each as the difference to the one before. */
    static String json(Collection<Piece> pieces) {
        List<String> lines = new StreetLines(pieces)
                .lines().stream().map(StreetLines::steps).map(String::valueOf).toList();
        return "{\n\"unit\": 0.00001,\n\"lines\": [\n"
                + String.join(",\n", lines).replace(" ", "") + "\n]\n}\n";
    }

    private void join(Point from, Point to) {
        neighbours.computeIfAbsent(from, point -> new TreeSet<>(Point.ORDER)).add(to);
    }

    /** From crossings and ends first; what is left are circles. */
    private List<List<Point>> lines() {
        List<List<Point>> lines = new ArrayList<>();
        for (boolean circles : new boolean[] {false, true}) {
            neighbours.forEach((start, ends) -> {
                if (circles || ends.size() != 2) {
                    ends.stream()
                            .filter(next -> left.contains(Piece.of(start, next)))
                            .forEach(next -> lines.add(follow(start, next)));
                }
            });
        }
        return lines.stream()
                .filter(line -> !isCrumb(line))
                .map(StreetLines::simplified)
                .toList();
    }

    private List<Point> follow(Point start, Point second) {
        List<Point> line = new ArrayList<>(List.of(start));
        Point at = start;
        Point next = second;
        while (next != null) {
            left.remove(Piece.of(at, next));
            line.add(next);
            at = next;
            SortedSet<Point> ends = neighbours.get(at);
            Point from = at;
            next = ends.size() != 2
                    ? null
                    : ends.stream()
                            .filter(end -> left.contains(Piece.of(from, end)))
                            .findFirst()
                            .orElse(null);
        }
        return line;
    }

    /** A short line that ends nowhere is an error of some device. */
    private boolean isCrumb(List<Point> line) {
        double meters = 0;
        for (int i = 1; i < line.size(); i++) {
            meters += line.get(i - 1).metersTo(line.get(i));
        }
        return meters < LEAST_METERS
                && (neighbours.get(line.get(0)).size() == 1
                        || neighbours.get(line.get(line.size() - 1)).size() == 1);
    }

    /** By Douglas and Peucker. */
    private static List<Point> simplified(List<Point> line) {
        Point first = line.get(0);
        Point last = line.get(line.size() - 1);
        int farthest = 0;
        double most = TOLERANCE_METERS;
        for (int i = 1; i < line.size() - 1; i++) {
            double meters = distance(line.get(i), first, last);
            if (meters > most) {
                most = meters;
                farthest = i;
            }
        }
        if (farthest == 0) {
            return List.of(first, last);
        }
        List<Point> found = new ArrayList<>(simplified(line.subList(0, farthest + 1)));
        List<Point> rest = simplified(line.subList(farthest, line.size()));
        found.addAll(rest.subList(1, rest.size()));
        return found;
    }

    /** Of a point from the straight line between two others. */
    private static double distance(Point point, Point from, Point to) {
        double length = from.metersTo(to);
        if (length == 0) {
            return point.metersTo(from);
        }
        double area = (to.x() - from.x()) * (point.y() - from.y()) - (to.y() - from.y()) * (point.x() - from.x());
        return Math.abs(area) / length;
    }

    private static List<Long> steps(List<Point> line) {
        List<Long> steps = new ArrayList<>();
        long[] before = {0, 0};
        for (Point point : line) {
            long[] now = {
                Math.round(point.place().longitude() / UNIT),
                Math.round(point.place().latitude() / UNIT)
            };
            steps.add(now[0] - before[0]);
            steps.add(now[1] - before[1]);
            before = now;
        }
        return steps;
    }
}
