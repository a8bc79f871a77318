package dev.fleetcast.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The bars and whether they hold; medians of the rounds of one run. */
final class Bars {

    private static final String OURS = "fleetcast";

    private final Results results;
    private final List<String> lines = new ArrayList<>();

    Bars(Results results) {
        this.results = results;
    }

    List<String> lines() {
        lines.clear();
        lines.add("| scenario | bar | measured | holds |");
        lines.add("| --- | --- | --: | --- |");
        everythingArrives();
        for (String point : results.points("A")) {
            ratio("A", point, OURS, "nchan", Figure.USER_MICROS, 1.0);
            ratio("A", point, OURS, "nchan", Figure.SERVER_MICROS, point.equals(Broadcast.SMALLER) ? 1.0 : 0.8);
            belowPeerWithBridge("A", point, 0.8);
            ratio("A", point, OURS, "nchan", Figure.P99, 1.0);
            ratio("A", point, OURS, "quarkus-multi", Figure.SERVER_MICROS, 0.5);
        }
        ratio("B", Dashboards.POINT, Contestants.WITH_TICK, "nchan", Figure.SERVER_MICROS, 0.4);
        ratio("B", Dashboards.POINT, OURS, "nchan", Figure.SERVER_MICROS, 0.9);
        atMost("B", Dashboards.POINT, Contestants.WITH_TICK, Figure.P99, 60);
        atMost("B", Dashboards.POINT, OURS, Figure.P99, 100);
        for (String point : results.points("E")) {
            belowPeerWithBridge("E", point, 0.6);
            atMost("E", point, OURS, Figure.P50, 5);
            atMost("E", point, OURS, Figure.P99, 5);
        }
        idleStreams();
        stalledStreams();
        atMost(Unfollowed.LETTER, Unfollowed.POINT, OURS, Figure.FANOUT_MICROS, 5);
        atMost(Unfollowed.LETTER, Unfollowed.POINT, OURS, Figure.INGEST_MICROS, 15);
        atMost(Unfollowed.LETTER, Unfollowed.POINT, OURS, Figure.LAG, Unfollowed.KEEPS_UP);
        double heap = results.median(Unfollowed.LETTER, Unfollowed.POINT, OURS, Figure.LIVE_MB_BEFORE);
        atMost(Unfollowed.LETTER, Unfollowed.POINT, OURS, Figure.LIVE_MB, Math.round(heap * 1.1));
        // With a cache; without one 6 s.
        atMost(StartUp.LETTER, StartUp.RESTART, OURS, Figure.START_SECONDS, 3.5);
        atMost(StartUp.LETTER, StartUp.RESTART, OURS, Figure.SERVER_CPU_SECONDS, 6);
        atMost(StartUp.LETTER, StartUp.RESTART, OURS, Figure.ANONYMOUS_MB, 220);
        atMost(AnsweredPongs.LETTER, AnsweredPongs.POINT, OURS, Figure.SERVER_MICROS_PER_PONG, 60);
        atMost(IdleReplica.LETTER, IdleReplica.POINT, OURS, Figure.CORES, 0.015);
        areas();
        atMost(DeviceEvents.LETTER, DeviceEvents.CONFIRMED, OURS, Figure.P99, 1_000);
        atMost(DeviceEvents.LETTER, DeviceEvents.FOLLOWED, OURS, Figure.P99, 50);
        history();
        return lines;
    }

    private void history() {
        for (String form : List.of("", History.PACKED)) {
            atMost(History.LETTER, History.USUAL_DAY + form, OURS, Figure.FIRST_BYTE, 150);
            atMost(History.LETTER, History.USUAL_DAY + form, OURS, Figure.P50, 500);
            atMost(History.LETTER, History.DENSE_DAY + form, OURS, Figure.P50, 2_000);
            atMost(History.LETTER, History.TRIPS + form, OURS, Figure.P50, 50);
            atMost(History.LETTER, History.FLEET_DAY + form, OURS, Figure.P50, 300);
        }
        atMost(History.LETTER, History.DISK + History.PACKED, OURS, Figure.DISK_BYTES, 100);
        atLeast(History.LETTER, History.RECORDED_WARM, OURS, Figure.RECORDED_PER_SECOND, 20_000);
    }

    /** The cost of an event does not depend on how many are inside. */
    private void areas() {
        String i = Areas.LETTER;
        Areas.UNITS_EACH.forEach(each -> atMost(i, Areas.point(each), Contestants.WITH_AREAS, Figure.P99, 100));
        String few = Areas.point(Areas.UNITS_EACH.get(0));
        double cost = results.median(i, few, Contestants.WITH_AREAS, Figure.SERVER_MICROS);
        if (!Double.isNaN(cost)) {
            String many = Areas.point(Areas.UNITS_EACH.get(1));
            atMost(i, many, Contestants.WITH_AREAS, Figure.SERVER_MICROS, Math.round(cost * 100) / 100.0);
        }
    }

    private void stalledStreams() {
        String d = StalledStreams.LETTER;
        double alone = results.median(d, StalledStreams.WITHOUT, Contestants.PATIENT, Figure.P99);
        if (!Double.isNaN(alone)) {
            atMost(d, StalledStreams.WITH, Contestants.PATIENT, Figure.P99, Math.round(alone * 120) / 100.0);
        }
        atMost(d, StalledStreams.WITH, Contestants.PATIENT, Figure.STALLED_KB, 512);
    }

    private void idleStreams() {
        String c = IdleStreams.LETTER;
        String point = IdleStreams.POINT;
        double empty = results.median(c, point, "empty-sink", Figure.LIVE_BYTES_PER_STREAM);
        if (!Double.isNaN(empty)) {
            atMost(c, point, OURS, Figure.LIVE_BYTES_PER_STREAM, Math.round(empty) + 1_500);
        }
        double nchan = results.median(c, point, "nchan", Figure.RESIDENT_BYTES_PER_STREAM);
        if (!Double.isNaN(nchan)) {
            atMost(c, point, OURS, Figure.LIVE_BYTES_PER_STREAM, Math.round(nchan));
        }
        atMost(c, point, OURS, Figure.LIVE_BYTES_PER_STREAM, 6_000);
        atMost(c, point, OURS, Figure.CORES, 0.08);
    }

    private void everythingArrives() {
        for (String scenario : results.scenarios()) {
            for (Row row : results.of(scenario)) {
                double missing = row.figures().getOrDefault(Figure.EXPECTED, 0.0)
                        - row.figures().getOrDefault(Figure.RECEIVED, 0.0);
                if (missing != 0) {
                    line(
                            scenario,
                            "%s, %s, round %d: everything arrives once"
                                    .formatted(row.point(), row.contestant(), row.round()),
                            "%,.0f missing".formatted(missing),
                            false);
                }
            }
        }
    }

    /** Fleetcast reads Kafka itself; nchan needs a bridge for that. */
    private void belowPeerWithBridge(String scenario, String point, double bar) {
        double peer = results.median(scenario, point, "nchan", Figure.SERVER_MICROS)
                + results.median(scenario, point, "nchan", Figure.FEEDER_MICROS);
        double measured = results.median(scenario, point, OURS, Figure.SERVER_MICROS) / peer;
        if (!Double.isNaN(measured)) {
            String text = "%s, CPU of %s ≤ %s × nchan and its bridge".formatted(point, OURS, bar);
            line(scenario, text, String.format(Locale.ROOT, "%.2f", measured), measured <= bar);
        }
    }

    private void ratio(String scenario, String point, String ours, String peer, Figure figure, double bar) {
        double measured = results.median(scenario, point, ours, figure) / results.median(scenario, point, peer, figure);
        if (!Double.isNaN(measured)) {
            String text = "%s, %s of %s ≤ %s × %s".formatted(point, figure.title(), ours, bar, peer);
            line(scenario, text, String.format(Locale.ROOT, "%.2f", measured), measured <= bar);
        }
    }

    private void atMost(String scenario, String point, String contestant, Figure figure, double bar) {
        double measured = results.median(scenario, point, contestant, figure);
        if (!Double.isNaN(measured)) {
            String text = "%s, %s of %s ≤ %s".formatted(point, figure.title(), contestant, bar);
            line(scenario, text, figure.format(measured), measured <= bar);
        }
    }

    private void atLeast(String scenario, String point, String contestant, Figure figure, double bar) {
        double measured = results.median(scenario, point, contestant, figure);
        if (!Double.isNaN(measured)) {
            String text = "%s, %s of %s ≥ %s".formatted(point, figure.title(), contestant, bar);
            line(scenario, text, figure.format(measured), measured >= bar);
        }
    }

    private void line(String scenario, String bar, String measured, boolean holds) {
        lines.add("| %s | %s | %s | %s |".formatted(scenario, bar, measured, holds ? "yes" : "**no**"));
    }
}
