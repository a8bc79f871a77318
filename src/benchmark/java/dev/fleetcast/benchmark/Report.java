package dev.fleetcast.benchmark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The tables of a run, as Markdown. */
final class Report {

    private final Options options;
    private final Results results;

    Report(Options options, Results results) {
        this.options = options;
        this.results = results;
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("# Benchmark");
        lines.add("");
        lines.add("Median [min–max] of %d rounds of %d s; %s. Every row: CPU as the operating system counts it."
                .formatted(
                        options.rounds(),
                        options.seconds(),
                        options.serverPrefix().isEmpty()
                                ? "nothing pinned"
                                : "the server on core 0, everything else on core 1"));
        for (String scenario : results.scenarios()) {
            lines.add("");
            lines.add("## Scenario " + scenario);
            lines.add("");
            table(scenario, lines);
        }
        lines.add("");
        lines.add("## Bars");
        lines.add("");
        lines.addAll(new Bars(results).lines());
        return String.join("\n", lines) + "\n";
    }

    private void table(String scenario, List<String> lines) {
        Set<Figure> figures = results.figures(scenario);
        lines.add(row(
                List.of("point", "contestant"),
                figures.stream().map(Figure::title).toList()));
        lines.add(
                row(List.of("---", "---"), figures.stream().map(figure -> "--:").toList()));
        for (String point : results.points(scenario)) {
            for (String contestant : results.contestants(scenario, point)) {
                lines.add(row(
                        List.of(point, contestant),
                        figures.stream()
                                .map(figure -> results.spread(scenario, point, contestant, figure)
                                        .text(figure))
                                .toList()));
            }
        }
    }

    private static String row(Collection<String> first, Collection<String> rest) {
        return "| " + String.join(" | ", first) + " | " + String.join(" | ", rest) + " |";
    }
}
