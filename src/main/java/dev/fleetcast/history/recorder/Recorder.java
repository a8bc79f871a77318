package dev.fleetcast.history.recorder;

import dev.fleetcast.history.HistoryConfig;
import dev.fleetcast.history.record.LostPlaceException;
import dev.fleetcast.history.record.RecordStore;
import dev.fleetcast.history.record.Recording;
import dev.fleetcast.ingest.record.IngestConfig;
import dev.fleetcast.ingest.record.RecordInterpreter;
import dev.fleetcast.kafka.GroupReader;
import dev.fleetcast.kafka.KafkaClients;
import dev.fleetcast.kafka.LogBreak;
import dev.fleetcast.kafka.ReadRange;
import dev.fleetcast.kafka.TopicCreation;
import dev.fleetcast.kafka.TopicSource;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.replica.Background;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Reads the feed in the consumer group of all recorders and records it: the partitions of a batch at the same time, each
 * in the order of its offsets. Begins where the database says, and waits for as long as the database is away. Never delays
 * live delivery: that has readers of its own.
 */
@ApplicationScoped
public class Recorder {

    private static final Logger LOG = Logger.getLogger(Recorder.class);
    private static final long BACK_OFF_MILLIS = 500;
    /**
     * A slow feed is gathered for a quarter of a second: a transaction costs much more than a record. Or until there is as
     * much as a fetch may have of one partition; with more, it would always wait while only one has many records. After an
     * outage, a batch has a few thousand records of each of several partitions, which are recorded at the same time; with
     * larger fetches it would be of one.
     */
    private static final Map<String, Object> SETTINGS = Map.of(
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000,
            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000,
            ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 262_144,
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 250,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 262_144,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 12_000);

    private final KafkaClients kafka;
    private final TopicSource topics;
    private final TopicCreation creation;
    private final Knowledge knowledge;
    private final RecordStore store;
    private final Recording recording;
    private final TripMessages trips;
    private final RecorderConfig config;
    private final IngestConfig feed;
    private final RecorderMetrics metrics;
    private final Background worker = new Background("fleetcast-recorder");
    private final ExecutorService writers;
    private final AtomicBoolean failing = new AtomicBoolean();
    private volatile Cancellable reading;
    private volatile boolean stopping;

    Recorder(
            KafkaClients kafka,
            TopicSource topics,
            TopicCreation creation,
            Knowledge knowledge,
            RecordStore store,
            RecordInterpreter interpreter,
            RecorderOutput output,
            TripMessages trips,
            RecorderConfig config,
            HistoryConfig history,
            IngestConfig feed,
            RecorderMetrics metrics) {
        this.kafka = kafka;
        this.topics = topics;
        this.creation = creation;
        this.knowledge = knowledge;
        this.store = store;
        this.trips = trips;
        this.config = config;
        this.feed = feed;
        this.metrics = metrics;
        this.writers = Executors.newFixedThreadPool(config.threads(), Recorder::writer);
        this.recording =
                new Recording(interpreter, store, history.chunkRetention(), Clock.systemUTC(), (record, reason) -> {
                    output.deadLetter(record, "the database refuses it");
                    metrics.refused();
                });
    }

    void start(@Observes StartupEvent started) {
        if (config.enabled()) {
            creation.done()
                    .thenRun(() -> knowledge.of(View.REGISTRY).subscribe().with(known -> read()));
        }
    }

    void stop(@Observes ShutdownEvent ending) {
        stopping = true;
        cancel();
        writers.shutdownNow();
        worker.close();
    }

    private static Thread writer(Runnable task) {
        Thread thread = new Thread(task, "fleetcast-recorder-writer");
        thread.setDaemon(true);
        return thread;
    }

    private synchronized void cancel() {
        if (reading != null) {
            reading.cancel();
        }
    }

    private synchronized void read() {
        if (stopping) {
            return;
        }
        GroupReader reader = new GroupReader(
                "recorder",
                () -> kafka.groupConsumer(config.group(), SETTINGS),
                feed.topics(),
                topics,
                this::continueAfter,
                this::stored);
        reading = reader.batches()
                .emitOn(worker, 1)
                .subscribe()
                .with(this::record, failure -> LOG.errorf(failure, "The recorder has stopped"));
    }

    private Map<TopicPartition, Long> stored(Map<String, String> ids, Collection<TopicPartition> assigned) {
        Map<TopicPartition, Long> stored = new HashMap<>();
        for (TopicPartition partition : assigned) {
            long next = store.next(partition.topic(), ids.get(partition.topic()), partition.partition());
            if (next > 0) {
                stored.put(partition, next);
            }
        }
        return stored;
    }

    private void continueAfter(LogBreak at) {
        at.next()
                .forEach((partition, offset) -> topics.idOf(partition.topic())
                        .ifPresent(id -> store.continueAt(partition.topic(), id, partition.partition(), offset)));
    }

    private void record(Message<ConsumerRecords<byte[], byte[]>> message) {
        ConsumerRecords<byte[], byte[]> batch = message.getPayload();
        ReadRange range = message.getMetadata(ReadRange.class).orElseThrow();
        metrics.begins(oldest(batch));
        List<Callable<Boolean>> partitions = new ArrayList<>();
        for (TopicPartition partition : batch.partitions()) {
            long next = batch.nextOffsets().get(partition).offset();
            partitions.add(() -> tryRecord(partition, range, batch.records(partition), next));
        }
        if (areDone(partitions)) {
            metrics.done(batch.count());
            message.ack();
        } else if (!stopping) {
            cancel();
            worker.execute(this::read);
        }
    }

    private static Instant oldest(ConsumerRecords<byte[], byte[]> batch) {
        return batch.partitions().stream()
                .map(partition -> batch.records(partition).get(0))
                .map(record -> Instant.ofEpochMilli(record.timestamp()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Waits for all of them; returns false if reading has ended, or must begin again. */
    private boolean areDone(List<Callable<Boolean>> partitions) {
        try {
            boolean done = true;
            for (Future<Boolean> partition : writers.invokeAll(partitions)) {
                done &= partition.get();
            }
            return done;
        } catch (InterruptedException | RejectedExecutionException ending) {
            stopping = true;
            return false;
        } catch (ExecutionException unforeseen) {
            throw new IllegalStateException(unforeseen.getCause());
        }
    }

    /** Tries until it succeeds; returns false if reading has ended, or must begin again. */
    private boolean tryRecord(
            TopicPartition partition, ReadRange range, List<ConsumerRecord<byte[], byte[]>> records, long next) {
        String id = range.topicIds().get(partition.topic());
        long from = range.from().getOrDefault(partition, records.get(0).offset());
        while (!stopping) {
            try {
                if (!recording
                        .record(partition.topic(), id, partition.partition(), records, from, next)
                        .isEmpty()) {
                    trips.soon();
                }
                tellAgain();
                return true;
            } catch (LostPlaceException lost) {
                LOG.warnf("The recorder begins again where the database says: %s", partition);
                return false;
            } catch (RuntimeException | Error away) {
                // Memory may have run out: nothing may end the recording for good.
                tellOnce(away);
                pause();
            }
        }
        return false;
    }

    private void tellOnce(Throwable failure) {
        if (failing.compareAndSet(false, true)) {
            LOG.warnf("The recorder has to wait, trying again: %s", failure);
        }
    }

    private void tellAgain() {
        if (failing.compareAndSet(true, false)) {
            LOG.info("The recorder continues");
        }
    }

    private void pause() {
        try {
            Thread.sleep(BACK_OFF_MILLIS);
        } catch (InterruptedException ending) {
            stopping = true;
            Thread.currentThread().interrupt();
        }
    }
}
