package dev.fleetcast.stream;

import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryBudgets;
import dev.fleetcast.memory.MemoryConfig;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.stream.StreamContext.AreaSources;
import dev.fleetcast.stream.StreamContext.ResumeSources;
import dev.fleetcast.stream.area.Areas;
import dev.fleetcast.stream.cursor.CursorCodec;
import dev.fleetcast.stream.cursor.CursorCodec.DeliveredPosition;
import dev.fleetcast.stream.cursor.FeedMark;
import dev.fleetcast.stream.cursor.FeedMarks;
import dev.fleetcast.stream.delivery.EventWriter;
import dev.fleetcast.stream.event.OutboundEvent;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.spi.Backfills;
import dev.fleetcast.stream.spi.ResumeConfig;
import dev.fleetcast.stream.spi.Snapshots;
import dev.fleetcast.stream.spi.StreamConfig;
import dev.fleetcast.stream.spi.StreamTable;
import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.testing.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The collaborators of streams, outside the application. */
public final class TestParts {

    /** Marks numbered from 1, as in {@link #marks}. */
    public static final class Marks extends FeedMarks {

        private long last;

        public Marks() {
            super(Duration.ofDays(1), 1_000);
            begin("epoch");
        }

        public void add(FeedPosition position, Instant at) {
            last++;
            add(List.of(new FeedMark(last, at, position, new FeedLog(Map.of("fleet.telemetry", "id"), Map.of()))));
        }
    }

    /** No unit is in any area. */
    static final AreaSources NOTHING = new AreaSources(
            (viewer, area, before) -> Areas.Found.NOTHING,
            stream -> Uni.createFrom().voidItem(),
            new MemoryBudget(0, 0));

    private TestParts() {}

    /** One mark, at the beginning of a feed with one partition. */
    static Marks marks() {
        Marks marks = new Marks();
        marks.add(FeedPosition.START.with("fleet.telemetry", 0, 0), Instant.now());
        return marks;
    }

    public static CursorCodec cursors(FeedMarks marks) {
        return new CursorCodec(List.of("a secret".getBytes(StandardCharsets.US_ASCII)), marks);
    }

    /** The id of an event; empty if its position does not fit into an id. */
    public static Optional<String> id(CursorCodec codec, long streamKey, int change, FeedPosition position) {
        ByteBuf line = Unpooled.buffer();
        new EventWriter(null, null, streamKey, codec)
                .writeId(OutboundEvent.control(new byte[0], null, new DeliveredPosition(position), change), line);
        return Optional.of(line.toString(StandardCharsets.US_ASCII))
                .filter(written -> !written.isEmpty())
                .map(written -> written.substring("id: ".length(), written.length() - 1));
    }

    /** Saves nothing. */
    static StreamContext of(StreamConfig config) {
        return of(config, nothingMissed());
    }

    /** Never answers. */
    static ResumeSources nothingMissed() {
        return source(request -> () -> {}, unit -> Optional.empty(), () -> FeedPosition.START);
    }

    /** Saves nothing. */
    static StreamContext of(StreamConfig config, ResumeSources source) {
        return of(config, source, new MemoryBudget(Long.MAX_VALUE, Long.MAX_VALUE));
    }

    /** Saves nothing. */
    static StreamContext of(StreamConfig config, ResumeSources source, MemoryBudget queues) {
        return new StreamContext(
                config, Duration.ofMinutes(30), cursors(marks()), record -> {}, source, NOTHING, queues);
    }

    static ResumeSources source(Backfills backfills, Snapshots snapshots, Supplier<FeedPosition> begun) {
        MemoryBudget budget = new MemoryBudget(Long.MAX_VALUE, Long.MAX_VALUE);
        return new ResumeSources(backfills, snapshots, begun, Settings.of(ResumeConfig.class, Map.of()), budget);
    }

    /** The budgets for a heap of one gigabyte. */
    static MemoryBudgets memory() {
        MemoryConfig config = Settings.of(MemoryConfig.class, Map.of());
        return new MemoryBudgets(config, new SimpleMeterRegistry(), 1 << 30);
    }

    /** A new stream, held by a new replica. */
    static StreamTable.Hold held() {
        ReplicaId replica = ReplicaId.random();
        return new StreamTable.Hold(StreamId.random(replica), replica, "claim");
    }
}
