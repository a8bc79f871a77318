package dev.fleetcast.benchmark;

import java.util.List;

/** Scenario P: the cost of a pong on a kept connection, one after the other. */
final class AnsweredPongs implements OwnScenario {

    static final String LETTER = "P";
    static final String POINT = "pongs one after the other";

    private static final int PONGS = 10_000;

    private final Options options;

    AnsweredPongs(Options options) {
        this.options = options;
    }

    @Override
    public String title() {
        return "pongs";
    }

    @Override
    public void measure(String contestant, int round, RawResults results) {
        try (Session session = new Session(options, contestant, 1)) {
            session.connectInSteps(1, stream -> new int[0]);
            String streamId = Fleetcast.streamId(session.crowd().firstBytes(0));
            FleetcastApi api = new FleetcastApi(session.contestant().port());
            session.warmUpCompilers(seconds -> answerFor(seconds, api, streamId));
            OtherUse others = OtherUse.begin();
            List<ProcessHandle> server = session.contestant().server();
            double before = ProcessUsage.cpuSeconds(server);
            answer(api, streamId, PONGS);
            double used = ProcessUsage.cpuSeconds(server) - before;
            results.add(new Row(LETTER, POINT, contestant, round)
                    .add(Figure.SERVER_MICROS_PER_PONG, used * 1e6 / PONGS)
                    .add(Figure.OTHER_CORES, others.cores()));
        }
    }

    private static void answerFor(int seconds, FleetcastApi api, String streamId) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) {
            api.pong(streamId).join();
        }
    }

    private static void answer(FleetcastApi api, String streamId, int pongs) {
        for (int i = 0; i < pongs; i++) {
            api.pong(streamId).join();
        }
    }
}
