package dev.fleetcast.cluster;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.stream.FollowedSince.Numbered;
import dev.fleetcast.stream.FollowedSince;
import dev.fleetcast.stream.StreamId;
import dev.fleetcast.stream.StreamRecord;
import dev.fleetcast.telemetry.FeedPosition;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Creates records of streams. */
final class TestStreams {

    static final ReplicaId A = new ReplicaId("AAAAAA");
    static final ReplicaId B = new ReplicaId("BBBBBB");
    static final StreamId STREAM = id(A, 1);

    private TestStreams() {}

    /** The id of a replica's stream number {@code number}. */
    static StreamId id(ReplicaId birthplace, int number) {
        return StreamId.parse(birthplace + "%026d".formatted(number)).orElseThrow();
    }

    static StreamRecord record(String claim, ReplicaId holder, int changes) {
        return record(STREAM, claim, holder, changes);
    }

    static StreamRecord record(StreamId id, String claim, ReplicaId holder, int changes) {
        FeedPosition start = FeedPosition.of(Map.of("fleet.telemetry", new long[] {7, 0, 12}));
        return new StreamRecord(
                id,
                claim,
                holder,
                new Viewer(3, "demo", Set.of("admin"), Set.of(1L, 2L), "session"),
                changes,
                List.of(
                        new FollowedSince(start, null, List.of(new Numbered(1, 1), new Numbered(2, changes))),
                        new FollowedSince(FeedPosition.START, 2_000L, List.of(new Numbered(146, 3)))),
                1,
                false);
    }
}
