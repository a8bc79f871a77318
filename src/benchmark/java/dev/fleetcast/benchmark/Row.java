package dev.fleetcast.benchmark;

import java.util.EnumMap;
import java.util.Map;

/** The figures of one contestant at one point of a scenario in one round. */
final class Row {

    private final String scenario;
    private final String point;
    private final String contestant;
    private final int round;
    private final Map<Figure, Double> figures = new EnumMap<>(Figure.class);

    Row(String scenario, String point, String contestant, int round) {
        this.scenario = scenario;
        this.point = point;
        this.contestant = contestant;
        this.round = round;
    }

    String scenario() {
        return scenario;
    }

    String point() {
        return point;
    }

    String contestant() {
        return contestant;
    }

    int round() {
        return round;
    }

    Map<Figure, Double> figures() {
        return figures;
    }

    Row add(Figure figure, double value) {
        figures.put(figure, value);
        return this;
    }

    /** The cost and the latency of the events. */
    Row add(CpuTimes used, ClientCounts counts) {
        double events = counts.events();
        add(Figure.SERVER_CPU_SECONDS, used.server());
        add(Figure.SERVER_MICROS, used.server() * 1e6 / events);
        add(Figure.USER_MICROS, used.serverUser() * 1e6 / events);
        add(Figure.FEEDER_MICROS, used.feeders() * 1e6 / events);
        add(Figure.CLIENT_MICROS, used.client() * 1e6 / events);
        add(Figure.BYTES, counts.bytes() / events);
        add(Figure.READS, counts.reads() / events);
        add(Figure.P50, counts.p50Millis());
        add(Figure.P99, counts.p99Millis());
        add(Figure.P999, counts.p999Millis());
        return add(Figure.MAX, counts.maxMillis());
    }
}
