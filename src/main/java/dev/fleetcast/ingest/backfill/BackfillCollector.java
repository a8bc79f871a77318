package dev.fleetcast.ingest.backfill;

import dev.fleetcast.stream.event.Update;
import dev.fleetcast.telemetry.RecordOffset;
import dev.fleetcast.telemetry.UnitId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The demands of all requests of one scan, and the scan's progress. An update is created once for all requests that
 * want it. Each request reserves memory for its updates, and is answered with what it has when the memory is exhausted.
 * For one thread.
 */
final class BackfillCollector {

    private final Map<UnitId, List<Wanting.Unit>> units = new HashMap<>();
    private final List<Wanting> open = new ArrayList<>();
    private final BackfillProgress progress = new BackfillProgress();

    /** @param ranges the requested ranges of the partitions, by request */
    BackfillCollector(Map<PendingBackfill, Map<TopicPartition, BackfillRange>> ranges) {
        ranges.forEach((ticket, asked) -> {
            Wanting wanting = new Wanting(ticket, asked);
            wanting.units()
                    .forEach(unit -> units.computeIfAbsent(unit.id(), id -> new ArrayList<>())
                            .add(unit));
            open.add(wanting);
        });
    }

    /** True if any request wants updates of the unit. */
    boolean wants(UnitId unit) {
        return units.containsKey(unit);
    }

    /** True while any request is neither answered nor cancelled. */
    boolean areOpen() {
        return !open.isEmpty();
    }

    /** Counts a message for every request that wants it; returns true if any has room to {@link #keep} it. */
    boolean count(UnitId unit, RecordOffset position) {
        boolean wanted = false;
        for (Wanting.Unit each : units.get(unit)) {
            wanted |= each.count(position);
        }
        return wanted;
    }

    /** Keeps an update for the requests that want it and have room. */
    void keep(Update update) {
        for (Wanting.Unit each : units.get(update.unit())) {
            each.keep(update, progress);
        }
    }

    /** Notes that everything before the offset is done; returns true if that is progress. */
    boolean passed(TopicPartition partition, long offset) {
        return progress.passed(partition, offset);
    }

    /** Answers the requests that are complete. */
    void answerDone() {
        open.removeIf(wanting -> wanting.answerIfDone(progress));
    }

    /** Answers all requests with what was read for them; the streams must request the rest again. */
    void answerAsFarAsRead() {
        open.forEach(wanting -> wanting.answerAsFarAsRead(progress));
        open.clear();
    }
}
