package dev.fleetcast.channel.archive;

import static dev.fleetcast.channel.TestArchive.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.channel.TestArchive;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import java.lang.reflect.Proxy;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArchiveWriterTest {

    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final TestArchive archive = new TestArchive(Map.of(), this::withOutages);
    private final UnicastProcessor<Message<ConsumerRecords<byte[], byte[]>>> batches = UnicastProcessor.create();
    private Cancellable reading;

    @BeforeEach
    void start() {
        reading = new ArchiveWriter(batches, archive.store, null).read();
    }

    @AfterEach
    void stop() {
        reading.cancel();
    }

    @Test
    void batchIsAcknowledgedWhenItIsInTheDatabase() {
        feed(0, List.of(record("1"), record("2")));

        awaitAcknowledged(1);
        assertThat(archive.data("c")).containsExactly("1", "2");
    }

    @Test
    void outageOfTheDatabaseIsWaitedFor() {
        away.set(true);

        feed(0, List.of(record("1")));
        feed(0, List.of(record("2")));
        Awaitility.await().until(() -> attempts.get() >= 2);
        assertThat(acknowledged).hasValue(0);
        away.set(false);

        awaitAcknowledged(2);
        assertThat(archive.data("c")).containsExactly("1", "2");
    }

    @Test
    void recordThatTheDatabaseRefusesDoesNotKeepTheOthersOut() throws Exception {
        archive.database.execute("alter table channel_event add check (channel <> 'refused')");

        feed(0, List.of(record("1"), archive.record(EVENTS, "refused", "{\"data\":\"x\"}"), record("2")));
        feed(0, List.of(record("3")));

        awaitAcknowledged(2);
        assertThat(archive.data("c")).containsExactly("1", "2", "3");
        assertThat(archive.skipped()).isEqualTo(1);
    }

    @Test
    void onlyTheFirstPartitionIsRead() throws Exception {
        feed(1, List.of(record("1")));
        feed(0, List.of(record("2")));

        awaitAcknowledged(2);
        assertThat(archive.data("c")).containsExactly("2");
        assertThat(archive.database.count("channel_event")).isEqualTo(1);
    }

    private ConsumerRecord<byte[], byte[]> record(String data) {
        return archive.record(EVENTS, "c", "{\"data\":\"" + data + "\"}");
    }

    private void feed(int partition, List<ConsumerRecord<byte[], byte[]>> records) {
        List<ConsumerRecord<byte[], byte[]>> placed = records;
        if (partition != 0) {
            placed = placed.stream()
                    .map(record -> new ConsumerRecord<>(
                            record.topic(), partition, record.offset(), record.key(), record.value()))
                    .toList();
        }
        ConsumerRecords<byte[], byte[]> batch =
                new ConsumerRecords<>(Map.of(new TopicPartition(EVENTS, partition), placed), Map.of());
        Metadata metadata = Metadata.of(new IncomingKafkaRecordBatchMetadata<>(batch, "channel-archive", Map.of()));
        batches.onNext(Message.of(batch, metadata, () -> {
            acknowledged.incrementAndGet();
            return CompletableFuture.completedFuture(null);
        }));
    }

    private void awaitAcknowledged(int number) {
        Awaitility.await().until(() -> acknowledged.get() == number);
    }

    private DataSource withOutages(DataSource database) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (away.get()) {
                        attempts.incrementAndGet();
                        throw new SQLTransientConnectionException("away, on purpose");
                    }
                    return method.invoke(database, arguments);
                });
    }
}
