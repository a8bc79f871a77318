package dev.fleetcast.history.recorder;

import dev.fleetcast.ingest.record.FindingsTopic;
import dev.fleetcast.ingest.record.IngestConfig;
import dev.fleetcast.kafka.RequiredTopics;
import dev.fleetcast.kafka.Topics;
import dev.fleetcast.kafka.record.DeadLetters;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Writes trips and dead letters to Kafka. Blocks until Kafka has them, or fails. */
@ThreadSafe
@ApplicationScoped
public class RecorderOutput implements RequiredTopics, FindingsTopic {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Trips are few, and each partition that streams read makes their event ids longer. */
    private static final int TRIP_PARTITIONS = 1;

    private final MutinyEmitter<ProducerRecord<byte[], byte[]>> out;
    private final RecorderConfig config;
    private final IngestConfig feed;

    public RecorderOutput(
            @Channel("history-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<ProducerRecord<byte[], byte[]>> out,
            RecorderConfig config,
            IngestConfig feed) {
        this.out = out;
        this.config = config;
        this.feed = feed;
    }

    @Override
    public String name() {
        return config.tripsTopic();
    }

    @Override
    public Collection<NewTopic> describe(Topics topics) {
        return List.of(topics.table(config.tripsTopic(), TRIP_PARTITIONS));
    }

    /** @param json a message of the type {@code trip} */
    ProducerRecord<byte[], byte[]> trip(long unit, byte[] json) {
        byte[] key = Long.toString(unit).getBytes(StandardCharsets.US_ASCII);
        return new ProducerRecord<>(config.tripsTopic(), key, json);
    }

    void deadLetter(ConsumerRecord<byte[], byte[]> record, String reason) {
        write(List.of(DeadLetters.of(feed.deadLetterTopic(), record, reason)));
    }

    /** Completes when Kafka has the record; does not block. */
    public Uni<Void> send(ProducerRecord<byte[], byte[]> record) {
        return out.send(record);
    }

    /** Returns when Kafka has all of them, in their order. */
    void write(List<ProducerRecord<byte[], byte[]>> records) {
        if (!records.isEmpty()) {
            Uni.join()
                    .all(records.stream().map(this::send).toList())
                    .andFailFast()
                    .await()
                    .atMost(PATIENCE);
        }
    }
}
