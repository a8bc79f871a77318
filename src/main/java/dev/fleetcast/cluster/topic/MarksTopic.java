package dev.fleetcast.cluster.topic;

import dev.fleetcast.kafka.record.JsonTopic;
import dev.fleetcast.kafka.record.JsonTopics;
import dev.fleetcast.stream.cursor.FeedMark;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.Record;
import java.time.Instant;
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
    private record StoredMark(Map<String, long[]> position, Map<String, String> topicIds) {

        private StoredMark {
            if (isIncomplete(position) || isIncomplete(topicIds)) {
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
     * @param topicIds Kafka's ids of the topics in {@code position}
     */
    public Uni<Void> write(FeedPosition position, Map<String, String> topicIds) {
        return topic.write(KEY, new StoredMark(position.offsets(), topicIds));
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
                        stored.topicIds()));
    }
}
