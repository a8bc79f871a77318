package dev.fleetcast.kafka;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Processes the batches of a consumer group one at a time: retries each until it succeeds, then commits its offsets.
 * Logs an outage once.
 */
public final class BatchWork {

    private static final Logger LOG = Logger.getLogger(BatchWork.class);
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(2);

    private final String name;
    private final Task task;
    private volatile boolean failing;

    /** The work on one batch. */
    @FunctionalInterface
    public interface Task {

        /**
         * Called on a thread that may block; again after an exception.
         *
         * @return what remains to be done before the offsets are committed, which does not fail
         */
        Uni<Void> work(List<ConsumerRecord<byte[], byte[]>> batch);
    }

    /** @param name what it does, for the log */
    public BatchWork(String name, Task task) {
        this.name = name;
        this.task = task;
    }

    /**
     * The consumer's settings for batches of at most {@code maxRecords} records, such as fit into one transaction. After
     * a crash another replica takes over within seconds.
     */
    public static Map<String, Object> settings(int maxRecords) {
        return Map.of(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                maxRecords,
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                6_000,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                1_500);
    }

    /** Starts reading; cancel the result to stop. */
    public Cancellable start(Multi<Message<ConsumerRecords<byte[], byte[]>>> batches) {
        // Batches come on the reader's thread, which must go on polling to stay in the group.
        return batches.emitOn(Infrastructure.getDefaultWorkerPool(), 1)
                .onItem()
                .transformToUniAndConcatenate(this::handle)
                .subscribe()
                .with(done -> {}, failure -> LOG.errorf(failure, "%s has stopped", name));
    }

    private Uni<Void> handle(Message<ConsumerRecords<byte[], byte[]>> batch) {
        List<ConsumerRecord<byte[], byte[]>> records = records(batch);
        return Uni.createFrom()
                .item(() -> task.work(records))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .invoke(this::warnOnce)
                .onFailure()
                .retry()
                .withBackOff(SOON, LONGEST_BACK_OFF)
                .indefinitely()
                .invoke(this::reportRecovery)
                .chain(rest -> rest)
                .chain(() -> Uni.createFrom().completionStage(batch::ack));
    }

    private void warnOnce(Throwable failure) {
        if (!failing) {
            failing = true;
            LOG.warnf("%s is waiting and retries: %s", name, failure);
        }
    }

    private void reportRecovery() {
        if (failing) {
            failing = false;
            LOG.infof("%s continues", name);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<ConsumerRecord<byte[], byte[]>> records(Message<ConsumerRecords<byte[], byte[]>> batch) {
        IncomingKafkaRecordBatchMetadata<byte[], byte[]> metadata =
                batch.getMetadata(IncomingKafkaRecordBatchMetadata.class).orElseThrow();
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        metadata.getRecords().forEach(records::add);
        return records;
    }
}
