package dev.fleetcast.ingest;

import dev.fleetcast.stream.FramedUpdate;
import dev.fleetcast.telemetry.KafkaPosition;
import dev.fleetcast.telemetry.UnitId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What the requests of one scan want, and how far the scan is. An update is made once, however many want it; each request
 * reserves memory for those it gets, and is answered with what it has when there is no more. For one thread.
 */
final class ReplayWants {

    private final Map<UnitId, List<Wanting.Unit>> units = new HashMap<>();
    private final List<Wanting> open = new ArrayList<>();
    private final ReplayProgress progress = new ReplayProgress();

    /** @param ranges what each request asks for of the partitions */
    ReplayWants(Map<ReplayTicket, Map<TopicPartition, ReplayRange>> ranges) {
        ranges.forEach((ticket, asked) -> {
            Wanting wanting = new Wanting(ticket, asked);
            wanting.units()
                    .forEach(unit -> units.computeIfAbsent(unit.id(), id -> new ArrayList<>())
                            .add(unit));
            open.add(wanting);
        });
    }

    /** Whether any request wants updates of that unit. */
    boolean wants(UnitId unit) {
        return units.containsKey(unit);
    }

    /** Whether any request has not been answered or given up yet. */
    boolean areOpen() {
        return !open.isEmpty();
    }

    /** Counts a message with every request that wants it; whether any has room to {@link #keep} it. */
    boolean count(UnitId unit, KafkaPosition position) {
        boolean wanted = false;
        for (Wanting.Unit each : units.get(unit)) {
            wanted |= each.count(position);
        }
        return wanted;
    }

    /** Holds an update for those who want it and have room. */
    void keep(FramedUpdate update) {
        for (Wanting.Unit each : units.get(update.update().unit())) {
            each.keep(update, progress);
        }
    }

    /** Everything before that offset has been dealt with; whether that is more than before. */
    boolean passed(TopicPartition partition, long offset) {
        return progress.passed(partition, offset);
    }

    /** Answers the requests that nothing more is to be read for. */
    void answerDone() {
        open.removeIf(wanting -> wanting.answerIfDone(progress));
    }

    /** Answers all requests with what has been read for them: the rest has to be asked for again. */
    void answerAsFarAsRead() {
        open.forEach(wanting -> wanting.answerAsFarAsRead(progress));
        open.clear();
    }
}
