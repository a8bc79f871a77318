package dev.fleetcast.cluster.topic;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fleetcast.kafka.record.JsonTopic;
import dev.fleetcast.kafka.record.JsonTopics;
import dev.fleetcast.stream.cursor.FeedMark;
import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.Record;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The records of the marks topic. Never blocks. */
@ThreadSafe
public final class MarksTopic {

    private static final int VERSION = 1;
    private static final String KEY = "mark";

    private final JsonTopic topic;

    /** A mark as written to Kafka; its number follows from its offset. */
    private record StoredMark(
            Map<String, long[]> position,
            Map<String, String> topicIds,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, List<Integer>> epochs) {

        private StoredMark {
            // Earlier releases write no epochs.
            epochs = epochs == null ? Map.of() : epochs;
            if (isIncomplete(position) || isIncomplete(topicIds) || isIncomplete(epochs)) {
                throw new IllegalArgumentException("incomplete");
            }
        }

        private static boolean isIncomplete(Map<String, ?> byTopic) {
            return byTopic == null || byTopic.values().stream().anyMatch(Objects::isNull);
        }
    }

    /** @param out completes when Kafka has acknowledged the record */
    public MarksTopic(JsonTopics topics, Function<Record<String, String>, Uni<Void>> out) {
        this.topic = topics.topic(VERSION, out, 1);
    }

    /**
     * Writes a mark, see {@link JsonTopic#write}.
     *
     * @param log the log that the position is in
     */
    public Uni<Void> write(FeedPosition position, FeedLog log) {
        return topic.write(KEY, new StoredMark(position.offsets(), log.topicIds(), log.epochs()));
    }

    /** Returns the mark in a record; empty for an invalid record. */
    public Optional<FeedMark> read(ConsumerRecord<byte[], byte[]> read) {
        return topic.read(
                read,
                StoredMark.class,
                stored -> new FeedMark(
                        read.offset() + 1,
                        Instant.ofEpochMilli(read.timestamp()),
                        FeedPosition.of(stored.position()),
                        new FeedLog(stored.topicIds(), stored.epochs())));
    }
}
