package dev.fleetcast.channel.archive;

import dev.fleetcast.kafka.BatchWork;
import dev.fleetcast.kafka.TopicCreation;
import dev.fleetcast.kafka.consumer.Unread;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Reads the topics of channels in the shared consumer group and archives each record once. A batch is acknowledged once
 * it is in the database; retries for as long as the database is unavailable.
 */
@ApplicationScoped
class ArchiveWriter {

    private final Multi<Message<ConsumerRecords<byte[], byte[]>>> batches;
    private final ArchiveStore store;
    private final TopicCreation topics;
    private volatile Cancellable reading;

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
        return new BatchWork("The archive of channels", this::archive).start(batches);
    }

    private Uni<Void> archive(List<ConsumerRecord<byte[], byte[]>> batch) {
        // Only partition 0 is written and read; an operator may have added more.
        List<ConsumerRecord<byte[], byte[]>> records = batch.stream()
                .filter(record -> record.partition() == 0 && !Unread.is(record))
                .toList();
        try {
            store.write(records);
        } catch (ArchiveException failure) {
            if (!failure.isRefusal()) {
                throw failure;
            }
            writeOneByOne(records);
        }
        return Uni.createFrom().voidItem();
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
}
