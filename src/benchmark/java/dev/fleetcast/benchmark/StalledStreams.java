package dev.fleetcast.benchmark;

import java.util.ArrayList;
import java.util.List;

/** Scenario D: one client in 100 stops reading; the effect on the others, and the memory for its stream. */
final class StalledStreams implements OwnScenario {

    static final String LETTER = "D";
    static final String WITHOUT = "all read";
    static final String WITH = "1 in 100 stalled";

    private static final int UNITS = 100;
    private static final int STREAMS = 500;
    private static final int UNITS_EACH = 40;
    private static final int EVERY = 100;
    private static final double PER_SECOND = 100;
    /** Enough to fill the socket buffers and queue of a client that does not read. */
    private static final int FILL_SECONDS = 20;

    private final Options options;

    StalledStreams(Options options) {
        this.options = options;
    }

    @Override
    public String title() {
        return "1 stalled stream in 100; 500 streams of 40 units, 20,000 deliveries a second";
    }

    @Override
    public void measure(String contestant, int round, RawResults results) {
        try (Session session = new Session(options, Contestants.PATIENT, UNITS)) {
            ProcessHandle server = session.contestant().server().get(0);
            session.growTo(STREAMS, Following.random(UNITS_EACH, UNITS));
            session.warmUp(2 * PER_SECOND, FILL_SECONDS);
            session.warmUp(2 * PER_SECOND, FILL_SECONDS);
            results.add(session.measure(LETTER, WITHOUT, round, PER_SECOND, options.seconds()));
            double before = LiveHeap.bytes(server);

            List<Integer> stalled = new ArrayList<>();
            for (int stream = 0; stream < STREAMS; stream += EVERY) {
                stalled.add(stream);
            }
            session.stall(stalled);
            session.warmUp(2 * PER_SECOND, FILL_SECONDS);
            double grown = LiveHeap.bytes(server) - before;
            double fullest = SocketMemory.fullestBytes(session.contestant().port());
            results.add(session.measure(LETTER, WITH, round, PER_SECOND, options.seconds())
                    .add(Figure.LIVE_KB_PER_STALLED, grown / stalled.size() / 1_000)
                    .add(Figure.KERNEL_KB, fullest / 1_000)
                    .add(Figure.STALLED_KB, (grown / stalled.size() + fullest) / 1_000));
        }
    }
}
