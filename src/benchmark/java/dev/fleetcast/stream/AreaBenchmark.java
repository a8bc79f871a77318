package dev.fleetcast.stream;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.TestFleet;
import dev.fleetcast.fleet.UnitDirectory;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.stream.StreamContext.AreaSources;
import dev.fleetcast.stream.area.AreaRequest;
import dev.fleetcast.stream.area.Areas;
import dev.fleetcast.stream.event.Envelope;
import dev.fleetcast.stream.event.StreamMetrics;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.stream.spi.StreamConfig;
import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.GeoPoint;
import dev.fleetcast.telemetry.LastKnownPositions;
import dev.fleetcast.telemetry.LastKnownPositions.PositionReport;
import dev.fleetcast.telemetry.RecordOffset;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The cost of a record for areas, with all looks and deliveries, in memory: a second of 10,000 units that send once, and
 * 1,000 streams with an area each. A row of units is 0.5° north of the last; an area has adjacent units of one row.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class AreaBenchmark {

    private static final int UNITS = 10_000;
    private static final int STREAMS = 1_000;
    private static final int ROW = 500;
    private static final int TICKS = 10;
    /** Fewer than may wait for a loop. */
    private static final int BATCH = 250;

    private static final Viewer VIEWER = new Viewer(7, "demo", Set.of(), Set.of(1L), "session");
    private static final byte[] EXTENDED = ("{\"x\":\"" + "x".repeat(420) + "\"}").getBytes(StandardCharsets.US_ASCII);

    /** The units in each area. */
    @Param({"10", "50"})
    public int inside;

    /** How many units leave their area every second, and come back in the next one. */
    @Param({"0", "500"})
    public int wandering;

    private final HandDrivenExecutor executor = new HandDrivenExecutor();
    private final LastKnownPositions positions = new LastKnownPositions();
    private final List<Stream> streams = new ArrayList<>();
    private Router router;
    private FeedPosition position;
    private long offset;
    private long second;

    @Setup
    public void open() {
        TestParts.Marks marks = new TestParts.Marks();
        position = FeedPosition.of(Map.of("fleet.telemetry", new long[12]));
        marks.add(position, Instant.now());
        StreamConfig config = Settings.of(StreamConfig.class, Map.of());
        StreamMetrics metrics = new StreamMetrics(new SimpleMeterRegistry());
        router = new Router(metrics, new StreamRegistry(config, null, metrics), config, TestParts.memory());
        UnitDirectory directory = TestFleet.directory(LongStream.rangeClosed(1, UNITS)
                .mapToObj(id -> TestFleet.unit(id, null, null))
                .toArray(FleetUnit[]::new));
        Areas areas = new Areas(directory, viewer -> viewer.clientIds(), positions);
        MemoryBudget unlimited = new MemoryBudget(Long.MAX_VALUE, Long.MAX_VALUE);
        AreaSources sources = new AreaSources(areas::find, AreaBenchmark::save, unlimited);
        StreamContext parts = new StreamContext(
                config,
                Duration.ofMinutes(30),
                TestParts.cursors(marks),
                record -> {},
                TestParts.nothingMissed(),
                sources,
                unlimited);
        send(false);
        for (int number = 0; number < STREAMS; number++) {
            Stream stream = new Stream(
                    TestParts.held(), Envelope.TELEMETRY, "127.0.0.1", new Nowhere(), router.loop(executor), parts);
            stream.open(false);
            stream.own(VIEWER);
            stream.followArea(AreaRequest.parse(area(number)));
            streams.add(stream);
        }
        deliver();
        deliver();
    }

    private String area(int number) {
        int row = number % (UNITS / ROW);
        int first = number / (UNITS / ROW) * 10 % (ROW - inside + 1);
        double south = latitude(row * ROW);
        return String.format(
                Locale.ROOT,
                "{\"bbox\":[%f,%f,%f,%f]}",
                longitude(first) - 0.004,
                south - 0.01,
                longitude(first + inside - 1) + 0.004,
                south + 0.01);
    }

    @Benchmark
    @OperationsPerInvocation(UNITS)
    public void deliver() {
        second++;
        send(second % 2 == 0);
    }

    /** A second: a tenth of the units sends between two ticks. */
    private void send(boolean someAreAway) {
        for (int tick = 0; tick < TICKS; tick++) {
            List<Update> batch = new ArrayList<>();
            for (int unit = tick; unit < UNITS; unit += TICKS) {
                boolean away = someAreAway && unit < wandering * (UNITS / ROW) && unit % (UNITS / ROW) == 0;
                batch.add(update(unit, new GeoPoint(latitude(unit) + (away ? 0.2 : 0.0), longitude(unit % ROW))));
                if (batch.size() == BATCH) {
                    router.route(List.copyOf(batch), position, FeedLog.UNKNOWN);
                    executor.turn();
                    batch.clear();
                }
            }
            long now = 1_000 * second + 100 * tick;
            streams.forEach(stream -> stream.tick(now));
            executor.turn();
        }
    }

    private Update update(int unit, GeoPoint place) {
        offset++;
        Instant now = Instant.now();
        RecordOffset at = new RecordOffset("fleet.telemetry", 3, offset);
        UnitId id = new UnitId(unit + 1L);
        position = position.after(at);
        positions.offer(id, new PositionReport(true, now, place), EXTENDED, at, now, now, offset);
        return new Update(id, 1L, "gps", EXTENDED, offset, now, at).asCurrent().at(place);
    }

    private static double latitude(int unit) {
        return 10 + 0.5 * (unit / ROW);
    }

    private static double longitude(int place) {
        return -99 + 0.01 * place;
    }

    /** Packs the record, as for Kafka. */
    private static Uni<Void> save(Stream stream) {
        stream.record(false);
        return Uni.createFrom().voidItem();
    }
}
