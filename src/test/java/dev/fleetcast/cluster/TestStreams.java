package dev.fleetcast.cluster;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.spi.AreaRecord;
import dev.fleetcast.stream.spi.PackedSubscriptions;
import dev.fleetcast.stream.spi.PackedSubscriptions.Numbered;
import dev.fleetcast.stream.spi.StreamTable.StreamRecord;
import dev.fleetcast.telemetry.FeedPosition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Creates records of streams. */
public final class TestStreams {

    public static final ReplicaId A = new ReplicaId("AAAAAA");
    public static final ReplicaId B = new ReplicaId("BBBBBB");
    public static final StreamId STREAM = id(A, 1);

    private TestStreams() {}

    /** The id of a replica's stream number {@code number}. */
    static StreamId id(ReplicaId birthplace, int number) {
        return StreamId.parse(birthplace + "%026d".formatted(number)).orElseThrow();
    }

    public static StreamRecord record(String claim, ReplicaId holder, int changes) {
        return record(STREAM, claim, holder, changes);
    }

    public static StreamRecord record(StreamId id, String claim, ReplicaId holder, int changes) {
        FeedPosition start = FeedPosition.of(Map.of("fleet.telemetry", new long[] {7, 0, 12}));
        return new StreamRecord(
                id,
                claim,
                holder,
                new Viewer(3, "demo", Set.of("admin"), Set.of(1L, 2L), "session"),
                changes,
                PackedSubscriptions.of(List.of(
                        new PackedSubscriptions.Group(
                                start, DeliveryMode.EVERY, List.of(new Numbered(1, 1), new Numbered(2, changes))),
                        new PackedSubscriptions.Group(
                                FeedPosition.START,
                                DeliveryMode.latest(Duration.ofSeconds(2)),
                                List.of(new Numbered(146, 3))))),
                1,
                false,
                AreaRecord.NONE);
    }
}
