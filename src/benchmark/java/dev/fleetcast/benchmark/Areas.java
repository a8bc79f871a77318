package dev.fleetcast.benchmark;

import java.util.List;
import java.util.stream.IntStream;

/** Scenario I: 10,000 units that send once a second; 1,000 streams follow areas of a city's size. */
final class Areas implements Scenario {

    static final String LETTER = "I";
    static final List<Integer> UNITS_EACH = List.of(10, 50);

    private static final int UNITS = 10_000;
    private static final int STREAMS = 1_000;
    private static final int ROWS = UNITS / Places.UNITS_PER_GROUP / Places.GROUPS_PER_ROW;

    private final Options options;

    Areas(Options options) {
        this.options = options;
    }

    static String point(int unitsEach) {
        return unitsEach + " units in each area";
    }

    @Override
    public String title() {
        return "10,000 units, one message a second each; 1,000 streams with an area each";
    }

    @Override
    public boolean concerns(String contestant) {
        return contestant.equals(Contestants.WITH_AREAS);
    }

    @Override
    public void measure(String contestant, int round, RawResults results) {
        try (Session session = new Session(options, contestant, UNITS)) {
            for (int each : UNITS_EACH) {
                session.growTo(STREAMS, stream -> inside(stream, each));
                session.warmUpCompilers(UNITS);
                results.add(session.measure(LETTER, point(each), round, UNITS, options.seconds()));
                session.leave();
            }
        }
    }

    /** The units in the area of a stream: those of adjacent groups, with other neighbours for every stream. */
    private static int[] inside(int stream, int each) {
        int groups = each / Places.UNITS_PER_GROUP;
        int row = stream % ROWS;
        int column = stream / ROWS % (Places.GROUPS_PER_ROW - groups + 1);
        int first = (row * Places.GROUPS_PER_ROW + column) * Places.UNITS_PER_GROUP + 1;
        return IntStream.range(first, first + each).toArray();
    }
}
