package dev.fleetcast.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Scenario G: how the cost grows with streams, with units per stream and with the rate; points of a plot. */
final class Growth implements OwnScenario {

    static final String LETTER = "G";

    private static final int SECONDS = 6;
    private static final int[] RATES = {1, 5, 10, 20, 40, 60};
    private static final int[] STREAMS = {1_000, 2_000, 4_000, 7_000, 10_000};
    private static final int[] UNITS_EACH = {1, 10, 50, 100, 250, 500};
    private static final int UNITS = 1_000;

    private final Options options;
    private final List<Plot.Series> series = new ArrayList<>();

    Growth(Options options) {
        this.options = options;
    }

    @Override
    public String title() {
        return "cost against size";
    }

    @Override
    public void measure(String contestant, int round, RawResults results) {
        series.clear();
        try (Session session = new Session(options, contestant, 1)) {
            session.growTo(500, Following.one());
            session.warmUpCompilers(20);
            byRate(session, results);
            byStreams(session, results);
        }
        try (Session session = new Session(options, contestant, UNITS)) {
            byUnits(session, results);
        }
        write();
    }

    private void byRate(Session session, RawResults results) {
        Plot.Series points = begin("messages a second to 500 streams of one unit");
        for (int rate : RATES) {
            add(points, session, results, "%d/s".formatted(rate), rate, rate);
        }
    }

    private void byStreams(Session session, RawResults results) {
        Plot.Series points = begin("streams of one unit, 4 messages a second");
        for (int streams : STREAMS) {
            session.growTo(streams, Following.one());
            add(points, session, results, "%,d streams".formatted(streams), streams, 4);
        }
    }

    private void byUnits(Session session, RawResults results) {
        Plot.Series points = begin("units per stream, 100 streams, 200 messages a second of 1,000 units");
        boolean cold = true;
        for (int unitsEach : UNITS_EACH) {
            session.leave();
            session.growTo(100, Following.random(unitsEach, UNITS));
            if (cold) {
                session.warmUpCompilers(UNITS);
            } else {
                session.warmUp(UNITS, 1);
            }
            add(points, session, results, "%d units each".formatted(unitsEach), unitsEach, 200);
            cold = false;
        }
    }

    private Plot.Series begin(String title) {
        Plot.Series points = new Plot.Series(title, new ArrayList<>());
        series.add(points);
        return points;
    }

    private void add(Plot.Series points, Session session, RawResults results, String name, double x, double perSecond) {
        Row row = session.measure(LETTER, name, 1, perSecond, SECONDS);
        double cores =
                row.figures().get(Figure.SERVER_CPU_SECONDS) / row.figures().get(Figure.SEND_SECONDS);
        points.points().add(new Plot.Point(x, cores));
        results.add(row.add(Figure.CORES, cores));
    }

    private void write() {
        try {
            Files.writeString(options.directory().resolve("growth.svg"), new Plot(series, "server cores").svg());
            for (Plot.Series each : series) {
                System.out.printf(
                        "%s: R² %.3f%n", each.title(), LineFit.of(each.points()).r2());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
