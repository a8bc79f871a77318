package dev.fleetcast.stream;

import dev.fleetcast.stream.cursor.Cursor;
import dev.fleetcast.stream.cursor.CursorCodec;
import dev.fleetcast.stream.cursor.CursorCodec.DeliveredPosition;
import dev.fleetcast.stream.delivery.EventWriter;
import dev.fleetcast.stream.event.OutboundEvent;
import dev.fleetcast.telemetry.FeedPosition;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The cost of event ids: encoding the shared part and each stream's own part, and decoding an id. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class CursorBenchmark {

    @Param({"12", "64"})
    int partitions;

    private final TestParts.Marks marks = new TestParts.Marks();
    private final CursorCodec codec = TestParts.cursors(marks);
    private final EventWriter writer = new EventWriter(null, null, -42, codec);
    private final ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(1_024);
    private FeedPosition position;
    private OutboundEvent event;
    private String id;

    @Setup
    public void begin() {
        position = FeedPosition.of(Map.of("fleet.telemetry", new long[partitions]));
        marks.add(position, Instant.now());
        event = OutboundEvent.control(new byte[0], null, new DeliveredPosition(position), 7);
        id = TestParts.id(codec, -42, 7, position).orElseThrow();
    }

    @Benchmark
    public DeliveredPosition.Part sharedPart() {
        return codec.part(position);
    }

    @Benchmark
    public ByteBuf lineOfOneStream() {
        writer.writeId(event, out.clear());
        return out;
    }

    @Benchmark
    public Optional<Cursor> read() {
        return codec.decode(id);
    }
}
