package dev.fleetcast.cluster.topic;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fleetcast.access.Viewer;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.Filter;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.spi.AreaRecord;
import dev.fleetcast.stream.spi.AreaRecord.Limit;
import dev.fleetcast.stream.spi.AreaRecord.Visit;
import dev.fleetcast.stream.spi.PackedSubscriptions;
import dev.fleetcast.stream.spi.PackedSubscriptions.Numbered;
import dev.fleetcast.stream.spi.StreamTable.StreamRecord;
import dev.fleetcast.telemetry.FeedPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * A {@link StreamRecord} as written to Kafka.
 *
 * @param area the client's request for an area
 * @param visits unit, change with which it came, and change with which it left or zero, in turn
 * @param limit change, units and maximum of the newest {@code area_limit}
 * @param serial rises with each write of the holder
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
record StoredStream(
        String id,
        String claim,
        String holder,
        Viewer owner,
        int changes,
        List<StoredFollowed> followed,
        int reapings,
        boolean ended,
        String area,
        long[] visits,
        int[] limit,
        long serial) {

    StoredStream {
        if (id == null || claim == null || holder == null || owner == null) {
            throw new IllegalArgumentException("incomplete");
        }
    }

    /**
     * A {@link PackedSubscriptions.Group} as written to Kafka.
     *
     * @param units pairs of unit and change number
     */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    record StoredFollowed(Map<String, long[]> start, Long interval, String filter, long[] units) {

        static StoredFollowed of(PackedSubscriptions.Group since) {
            long[] units = since.subscriptions().stream()
                    .flatMapToLong(subscription -> LongStream.of(subscription.unitId(), subscription.change()))
                    .toArray();
            return new StoredFollowed(
                    since.start().offsets(),
                    since.mode().intervalMillis(),
                    Filter.text(since.mode().filter()),
                    units);
        }

        PackedSubscriptions.Group followedSince() {
            List<Numbered> subscriptions = new ArrayList<>();
            for (int at = 0; units != null && at + 1 < units.length; at += 2) {
                subscriptions.add(new Numbered(units[at], (int) units[at + 1]));
            }
            return new PackedSubscriptions.Group(
                    start == null ? FeedPosition.START : FeedPosition.of(start),
                    DeliveryMode.of(interval, Filter.parse(filter)),
                    subscriptions);
        }
    }

    static StoredStream of(StreamRecord record, long serial) {
        return new StoredStream(
                record.streamId().value(),
                record.claim(),
                record.holder().value(),
                record.owner(),
                record.changes(),
                record.followed().groups().stream().map(StoredFollowed::of).toList(),
                record.reapings(),
                record.ended(),
                record.area().request(),
                visits(record.area()),
                limit(record.area()),
                serial);
    }

    private static long[] visits(AreaRecord area) {
        return area.visits().stream()
                .flatMapToLong(visit -> LongStream.of(visit.unitId(), visit.entered(), visit.left()))
                .toArray();
    }

    private static int[] limit(AreaRecord area) {
        return area.limit() == null
                ? null
                : new int[] {
                    area.limit().change(), area.limit().units(), area.limit().maxUnits()
                };
    }

    private AreaRecord areaRecord() {
        List<Visit> inside = new ArrayList<>();
        for (int at = 0; visits != null && at + 2 < visits.length; at += 3) {
            inside.add(new Visit(visits[at], (int) visits[at + 1], (int) visits[at + 2]));
        }
        Limit told = limit == null || limit.length < 3 ? null : new Limit(limit[0], limit[1], limit[2]);
        return new AreaRecord(area, inside, told);
    }

    /** @throws IllegalArgumentException if no replica can have written it */
    StreamRecord record() {
        return new StreamRecord(
                StreamId.parse(id).orElseThrow(() -> new IllegalArgumentException("not a stream id")),
                claim,
                new ReplicaId(holder),
                owner,
                changes,
                followed == null
                        ? PackedSubscriptions.NOTHING
                        : PackedSubscriptions.of(followed.stream()
                                .map(StoredFollowed::followedSince)
                                .toList()),
                reapings,
                ended,
                areaRecord());
    }
}
