package dev.fleetcast.benchmark;

import java.util.Set;

/** Scenario B: 1,000 units that send once a second, 500 streams that follow 100 of them each. */
final class Dashboards implements Scenario {

    static final String LETTER = "B";
    static final String POINT = "50,000/s";

    private static final int UNITS = 1_000;
    private static final int STREAMS = 500;
    private static final int UNITS_EACH = 100;

    private final Options options;

    Dashboards(Options options) {
        this.options = options;
    }

    @Override
    public String title() {
        return "1,000 units, one message a second each; 500 streams of 100 units each";
    }

    @Override
    public boolean concerns(String contestant) {
        return Set.of("fleetcast", Contestants.WITH_TICK, Contestants.UNRECORDED, "nchan", "quarkus-multi", "webflux")
                .contains(contestant);
    }

    @Override
    public void measure(String contestant, int round, RawResults results) {
        try (Session session = new Session(options, contestant, UNITS)) {
            session.growTo(STREAMS, Following.random(UNITS_EACH, UNITS));
            session.warmUpCompilers(UNITS);
            results.add(session.measure(LETTER, POINT, round, UNITS, options.seconds()));
        }
    }
}
