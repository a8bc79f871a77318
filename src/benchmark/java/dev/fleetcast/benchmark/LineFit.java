package dev.fleetcast.benchmark;

import java.util.List;

/**
 * The straight line with the least squares.
 *
 * @param r2 the share of the variation that it explains, 1 for points on a line
 */
record LineFit(double slope, double intercept, double r2) {

    static LineFit of(List<Plot.Point> points) {
        double meanX = points.stream().mapToDouble(Plot.Point::x).average().orElse(Double.NaN);
        double meanY = points.stream().mapToDouble(Plot.Point::y).average().orElse(Double.NaN);
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (Plot.Point point : points) {
            xx += (point.x() - meanX) * (point.x() - meanX);
            xy += (point.x() - meanX) * (point.y() - meanY);
            yy += (point.y() - meanY) * (point.y() - meanY);
        }
        double slope = xy / xx;
        return new LineFit(slope, meanY - slope * meanX, xy * xy / (xx * yy));
    }

    double at(double x) {
        return intercept + slope * x;
    }
}
