package dev.fleetcast.telemetry;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The cost of moving and comparing positions of the feed. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class FeedPositionBenchmark {

    private static final String TOPIC = "fleet.telemetry";

    @Param({"12", "64"})
    int partitions;

    private FeedPosition position;
    private FeedPosition later;
    private RecordOffset taken;

    @Setup
    public void begin() {
        position = FeedPosition.of(Map.of(TOPIC, new long[partitions]));
        taken = new RecordOffset(TOPIC, partitions - 1, 5);
        later = position.after(taken);
    }

    @Benchmark
    public FeedPosition after() {
        return position.after(taken);
    }

    @Benchmark
    public boolean isAtLeast() {
        return later.isAtLeast(position);
    }

    @Benchmark
    public FeedPosition union() {
        return position.union(later);
    }
}
