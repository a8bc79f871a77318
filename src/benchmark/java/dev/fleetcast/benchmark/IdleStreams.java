package dev.fleetcast.benchmark;

import java.util.Set;

/** Scenario C: 10,000 streams with pings and pongs only; the memory of each. */
final class IdleStreams implements Scenario {

    static final String LETTER = "C";
    static final String POINT = "10,000 streams";

    private static final int STREAMS = 10_000;
    private static final int FIRST_STREAMS = 1_000;
    /** Two rounds of pings. */
    private static final int SECONDS = 30;

    private static final Set<String> ON_A_JVM = Set.of("fleetcast", "empty-sink");

    private final Options options;

    IdleStreams(Options options) {
        this.options = options;
    }

    @Override
    public String title() {
        return "10,000 idle streams";
    }

    @Override
    public boolean concerns(String contestant) {
        return ON_A_JVM.contains(contestant) || contestant.equals("nchan");
    }

    @Override
    public int rounds(int asked) {
        return 1;
    }

    @Override
    public void measure(String contestant, int round, RawResults results) {
        // Where the request for a stream names its units, it follows a silent one.
        Following following = contestant.equals("nchan") ? Following.one() : stream -> new int[0];
        try (Session session = new Session(options, contestant, 1)) {
            // Classes loaded and compiled for the first streams do not count as theirs.
            session.connectInSteps(FIRST_STREAMS, following);
            session.leave();
            Pause.millis(2_000);
            Memory before = Memory.of(session);
            session.connectInSteps(STREAMS, following);
            session.awaitCompilers();
            results.add(row(session, round, before));
        }
    }

    private static Row row(Session session, int round, Memory before) {
        CpuTimes cpuBefore = CpuTimes.of(session.contestant(), session.crowd());
        OtherUse others = OtherUse.begin();
        Pause.millis(SECONDS * 1_000);
        CpuTimes used = CpuTimes.of(session.contestant(), session.crowd()).minus(cpuBefore);
        ClientCounts counts = session.crowd().counts();
        Memory after = Memory.of(session);
        return new Row(LETTER, POINT, session.contestant().name(), round)
                .add(Figure.STREAMS, counts.established() - counts.closed())
                .add(Figure.CLOSED, counts.closed())
                .add(Figure.CORES, used.server() / SECONDS)
                .add(Figure.LIVE_BYTES_PER_STREAM, (after.liveHeap - before.liveHeap) / (double) STREAMS)
                .add(Figure.RESIDENT_BYTES_PER_STREAM, (after.resident - before.resident) / (double) STREAMS)
                .add(Figure.KERNEL_BYTES_PER_STREAM, (after.slab - before.slab) / (double) STREAMS)
                .add(Figure.RESIDENT_MB, after.resident / 1e6)
                .add(Figure.OTHER_CORES, others.cores());
    }

    /** In bytes; the kernel's memory is the whole machine's, both ends of every connection. */
    private record Memory(double liveHeap, long resident, long slab) {

        static Memory of(Session session) {
            Contestant contestant = session.contestant();
            double liveHeap = ON_A_JVM.contains(contestant.name())
                    ? LiveHeap.bytes(contestant.server().get(0))
                    : Double.NaN;
            return new Memory(liveHeap, ProcessUsage.residentBytes(contestant.server()), Machine.slabBytes());
        }
    }
}
