package dev.fleetcast.stream;

import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.Envelope;
import dev.fleetcast.stream.event.StreamMetrics;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.stream.spi.StreamConfig;
import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.RecordOffset;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The cost of a delivery from the router to the buffer for the socket: one update to a thousand streams. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class DeliveryBenchmark {

    private static final int STREAMS = 1_000;
    private static final UnitId UNIT = new UnitId(1);
    private static final byte[] EXTENDED = ("{\"x\":\"" + "x".repeat(420) + "\"}").getBytes(StandardCharsets.US_ASCII);

    private final HandDrivenExecutor executor = new HandDrivenExecutor();
    private Router router;
    private FeedPosition position;
    private long offset;

    @Setup
    public void open() {
        TestParts.Marks marks = new TestParts.Marks();
        position = FeedPosition.of(Map.of("fleet.telemetry", new long[12]));
        marks.add(position, Instant.now());
        StreamConfig config = Settings.of(StreamConfig.class, Map.of());
        StreamMetrics metrics = new StreamMetrics(new SimpleMeterRegistry());
        router = new Router(metrics, new StreamRegistry(config, null, metrics), config, TestParts.memory());
        StreamContext parts = new StreamContext(
                config,
                Duration.ofMinutes(30),
                TestParts.cursors(marks),
                record -> {},
                TestParts.nothingMissed(),
                TestParts.NOTHING,
                new MemoryBudget(Long.MAX_VALUE, Long.MAX_VALUE));
        for (int i = 0; i < STREAMS; i++) {
            Stream stream = new Stream(
                    TestParts.held(), Envelope.TELEMETRY, "127.0.0.1", new Nowhere(), router.loop(executor), parts);
            stream.open(false);
            stream.subscriptions().follow(UNIT, DeliveryMode.EVERY, unit -> Optional.empty());
        }
        executor.turn();
    }

    @Benchmark
    @OperationsPerInvocation(STREAMS)
    public void deliver() {
        offset++;
        RecordOffset at = new RecordOffset("fleet.telemetry", 3, offset);
        position = position.after(at);
        router.route(
                List.of(new Update(UNIT, 1L, "gps", EXTENDED, offset, Instant.now(), at).asCurrent()),
                position,
                FeedLog.UNKNOWN);
        executor.turn();
    }
}
