package dev.fleetcast.benchmark;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The rows of a run, by scenario, point and contestant. */
final class Results {

    private final List<Row> rows;

    Results(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    Set<String> scenarios() {
        Set<String> scenarios = new LinkedHashSet<>();
        rows.forEach(row -> scenarios.add(row.scenario()));
        return scenarios;
    }

    Set<String> points(String scenario) {
        Set<String> points = new LinkedHashSet<>();
        of(scenario).forEach(row -> points.add(row.point()));
        return points;
    }

    Set<String> contestants(String scenario, String point) {
        Set<String> contestants = new LinkedHashSet<>();
        of(scenario).stream()
                .filter(row -> row.point().equals(point))
                .forEach(row -> contestants.add(row.contestant()));
        return contestants;
    }

    /** The figures of a scenario, in their order. */
    Set<Figure> figures(String scenario) {
        Set<Figure> figures = EnumSet.noneOf(Figure.class);
        of(scenario).forEach(row -> figures.addAll(row.figures().keySet()));
        return figures;
    }

    /** NaN if it was not measured. */
    Spread spread(String scenario, String point, String contestant, Figure figure) {
        return Spread.of(of(scenario).stream()
                .filter(row -> row.point().equals(point) && row.contestant().equals(contestant))
                .map(row -> row.figures().getOrDefault(figure, Double.NaN))
                .toList());
    }

    double median(String scenario, String point, String contestant, Figure figure) {
        return spread(scenario, point, contestant, figure).median();
    }

    List<Row> of(String scenario) {
        return rows.stream().filter(row -> row.scenario().equals(scenario)).toList();
    }
}
