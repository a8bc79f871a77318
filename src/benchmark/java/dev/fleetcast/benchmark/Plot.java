package dev.fleetcast.benchmark;

import java.util.List;
import java.util.Locale;

/** Points and the straight line through them, one panel per series, as SVG. */
record Plot(List<Series> series, String verticalTitle) {

    private static final int WIDTH = 360;
    private static final int HEIGHT = 260;
    private static final int MARGIN = 48;

    record Point(double x, double y) {}

    record Series(String title, List<Point> points) {}

    String svg() {
        StringBuilder svg = new StringBuilder(text("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="10">
                <rect width="100%%" height="100%%" fill="white"/>
                """, WIDTH, HEIGHT * series.size()));
        for (int panel = 0; panel < series.size(); panel++) {
            svg.append(text("<g transform=\"translate(0,%d)\">\n", panel * HEIGHT));
            panel(svg, series.get(panel));
            svg.append("</g>\n");
        }
        return svg.append("</svg>\n").toString();
    }

    private void panel(StringBuilder svg, Series each) {
        double maxX = each.points().stream().mapToDouble(Point::x).max().orElse(1);
        double maxY = each.points().stream().mapToDouble(Point::y).max().orElse(1) * 1.1;
        LineFit fit = LineFit.of(each.points());
        int bottom = HEIGHT - MARGIN;
        svg.append(text(
                "<path d=\"M%d %d V%d H%d\" fill=\"none\" stroke=\"black\"/>%n",
                MARGIN, MARGIN, bottom, WIDTH - MARGIN));
        label(svg, MARGIN, MARGIN - 12, text("%s against %s", verticalTitle, each.title()));
        label(svg, MARGIN, MARGIN, text("%.3f cores, R² of the line %.3f", maxY, fit.r2()));
        label(svg, WIDTH - MARGIN - 20, bottom + 14, text("%,.0f", maxX));
        svg.append(text(
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"steelblue\"/>%n",
                across(0, maxX), up(fit.at(0), maxY), across(maxX, maxX), up(fit.at(maxX), maxY)));
        for (Point point : each.points()) {
            svg.append(text(
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"firebrick\"/>%n",
                    across(point.x(), maxX), up(point.y(), maxY)));
        }
    }

    private static void label(StringBuilder svg, int x, int y, String label) {
        svg.append(text("<text x=\"%d\" y=\"%d\">%s</text>%n", x, y, label));
    }

    private static double across(double x, double maxX) {
        return MARGIN + x / maxX * (WIDTH - 2 * MARGIN);
    }

    private static double up(double y, double maxY) {
        return HEIGHT - MARGIN - y / maxY * (HEIGHT - 2 * MARGIN);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
