package dev.fleetcast.benchmark;

import java.util.List;

/** Median and range of the rounds. */
record Spread(double median, double min, double max) {

    static Spread of(List<Double> values) {
        List<Double> sorted =
                values.stream().filter(value -> !value.isNaN()).sorted().toList();
        if (sorted.isEmpty()) {
            return new Spread(Double.NaN, Double.NaN, Double.NaN);
        }
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
    }

    String text(Figure figure) {
        String range = figure.format(min).equals(figure.format(max))
                ? ""
                : " [" + figure.format(min) + "–" + figure.format(max) + "]";
        return figure.format(median) + range;
    }
}
