package dev.fleetcast.benchmark;

import java.util.List;
import java.util.Set;

/**
 * Scenarios A and E: one unit followed by all streams, 20 messages a second; 100 streams (2,000 deliveries a second),
 * then 1,000, then 5,000.
 */
final class Broadcast implements Scenario {

    static final String LATENCY = "E";
    static final String CROWDS = "A";

    static final String SMALLER = "1,000 streams";

    private static final Set<String> ONE_CONNECTION_EACH =
            Set.of("fleetcast", Contestants.UNRECORDED, "nchan", "pushpin", "quarkus-multi", "webflux");
    private static final double PER_SECOND = 20;
    private static final List<Integer> SIZES = List.of(1_000, 5_000);
    /** For pushpin, with its four processes on one core, and for transports whose client costs more than the server. */
    private static final int MOST_FOR_SOME = 1_000;

    private final Options options;

    Broadcast(Options options) {
        this.options = options;
    }

    @Override
    public String title() {
        return "one unit, 20 messages a second";
    }

    @Override
    public boolean concerns(String contestant) {
        return ONE_CONNECTION_EACH.contains(contestant) || isTransport(contestant);
    }

    @Override
    public void measure(String contestant, int round, RawResults results) {
        try (Session session = new Session(options, contestant, 1)) {
            if (options.scenarios().contains(LATENCY) && !isTransport(contestant)) {
                session.growTo(100, Following.one());
                session.warmUpCompilers(5 * PER_SECOND);
                results.add(session.measure(LATENCY, "2,000/s", round, PER_SECOND, options.seconds()));
            }
            if (options.scenarios().contains(CROWDS)) {
                crowds(session, round, results);
            }
        }
    }

    private void crowds(Session session, int round, RawResults results) {
        for (int streams : SIZES) {
            if (streams > mostFor(session.contestant().name())) {
                continue;
            }
            session.growTo(streams, Following.one());
            session.warmUpCompilers(PER_SECOND);
            String point = "%,d streams".formatted(streams);
            results.add(session.measure(CROWDS, point, round, PER_SECOND, options.seconds()));
        }
    }

    private static int mostFor(String contestant) {
        boolean few = contestant.equals("pushpin") || isTransport(contestant);
        return few ? MOST_FOR_SOME : Integer.MAX_VALUE;
    }

    private static boolean isTransport(String contestant) {
        return Contestants.transport(contestant) != Transport.HTTP_1;
    }
}
