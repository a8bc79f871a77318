package dev.fleetcast.channel.archive;

import dev.fleetcast.kafka.TopicCreation;
import dev.fleetcast.kafka.consumer.Unread;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Reads the topics of channels in the shared consumer group and archives each record once. A batch is acknowledged once
 * it is in the database; retries for as long as the database is unavailable.
 */
@ApplicationScoped
class ArchiveWriter {

    private static final Logger LOG = Logger.getLogger(ArchiveWriter.class);
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(2);

    private final Multi<Message<ConsumerRecords<byte[], byte[]>>> batches;
    private final ArchiveStore store;
    private final TopicCreation topics;
    private volatile Cancellable reading;
    private volatile boolean failing;

    ArchiveWriter(
            @Channel("channel-archive") Multi<Message<ConsumerRecords<byte[], byte[]>>> batches,
            ArchiveStore store,
            TopicCreation topics) {
        this.batches = batches;
        this.store = store;
        this.topics = topics;
    }

    void start(@Observes StartupEvent started) {
        topics.done().thenRun(() -> reading = read());
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (reading != null) {
            reading.cancel();
        }
    }

    /** Starts reading; cancel the result to stop. */
    Cancellable read() {
        // The connector delivers batches on an event loop, which must not block on the database.
        return batches.emitOn(Infrastructure.getDefaultWorkerPool(), 1)
                .onItem()
                .transformToUniAndConcatenate(this::archive)
                .subscribe()
                .with(done -> {}, failure -> LOG.error("The archive of channels has stopped", failure));
    }

    private Uni<Void> archive(Message<ConsumerRecords<byte[], byte[]>> batch) {
        List<ConsumerRecord<byte[], byte[]>> records = records(batch);
        return Uni.createFrom()
                .item(() -> write(records))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .invoke(this::warnOnce)
                .onFailure()
                .retry()
                .withBackOff(SOON, LONGEST_BACK_OFF)
                .indefinitely()
                .chain(() -> Uni.createFrom().completionStage(batch::ack));
    }

    private Void write(List<ConsumerRecord<byte[], byte[]>> records) {
        try {
            store.write(records);
        } catch (ArchiveException failure) {
            if (!failure.isRefusal()) {
                throw failure;
            }
            writeOneByOne(records);
        }
        if (failing) {
            failing = false;
            LOG.info("Archiving channels again");
        }
        return null;
    }

    /** One record that the database refuses must not block the others. */
    private void writeOneByOne(List<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                store.write(List.of(record));
            } catch (ArchiveException failure) {
                if (!failure.isRefusal()) {
                    throw failure;
                }
                store.skip(record);
            }
        }
    }

    private void warnOnce(Throwable failure) {
        if (!failing) {
            failing = true;
            LOG.warnf("Cannot archive channels, trying again: %s", failure);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<ConsumerRecord<byte[], byte[]>> records(Message<ConsumerRecords<byte[], byte[]>> batch) {
        IncomingKafkaRecordBatchMetadata<byte[], byte[]> metadata =
                batch.getMetadata(IncomingKafkaRecordBatchMetadata.class).orElseThrow();
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : metadata.getRecords()) {
            // Only partition 0 is written and read; an operator may have added more.
            if (record.partition() == 0 && !Unread.is(record)) {
                records.add(record);
            }
        }
        return records;
    }
}
