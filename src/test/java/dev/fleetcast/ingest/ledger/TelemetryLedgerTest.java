package dev.fleetcast.ingest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.fleet.TestFleet;
import dev.fleetcast.ingest.TestRecord;
import dev.fleetcast.ingest.record.IngestConfig;
import dev.fleetcast.ingest.record.IngestMetrics;
import dev.fleetcast.ingest.record.RecordInterpreter;
import dev.fleetcast.ingest.unknown.UnknownDevices;
import dev.fleetcast.ingest.unknown.UnknownLedger;
import dev.fleetcast.telemetry.LastKnownPositions;
import dev.fleetcast.testing.EmptyRegistry;
import dev.fleetcast.testing.RecordingEmitter;
import dev.fleetcast.testing.Settings;
import dev.fleetcast.testing.TestMessage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TelemetryLedgerTest {

    private static final byte[] GOOD = TestMessage.gps().without("device").bytes();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final UnicastProcessor<Message<ConsumerRecords<byte[], byte[]>>> batches = UnicastProcessor.create();
    private final RecordingEmitter<ProducerRecord<byte[], byte[]>> out = new RecordingEmitter<>();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final EmptyRegistry database = EmptyRegistry.create();
    private Cancellable reading;

    @BeforeEach
    void start() {
        IngestConfig config = Settings.of(IngestConfig.class, Map.of("fleetcast.ingest.ledger-interval", "PT0.05S"));
        IngestMetrics metrics = new IngestMetrics(meters);
        TelemetryLedger ledger = new TelemetryLedger(
                batches,
                // What cannot be written with others is written alone.
                new LedgerOutput(records -> Uni.createFrom().item(records), out, config, metrics),
                new RecordInterpreter(TestFleet.directory(TestFleet.unit(1, null, null))),
                new LastKnownPositions(),
                config,
                metrics,
                new UnknownLedger(new UnknownDevices(database.dataSource(), config), meters));
        reading = ledger.start();
    }

    @AfterEach
    void stop() {
        reading.cancel();
    }

    @Test
    void batchIsAcknowledgedWhenItsResultsAreWritten() {
        CompletableFuture<Void> written = new CompletableFuture<>();
        out.answer(written);

        feed(List.of(TestRecord.at(1, "1", GOOD), TestRecord.at(2, "unknown", GOOD), TestRecord.at(3, "1", null)));
        Awaitility.await().until(() -> out.sent().size() == 3);
        assertThat(acknowledged).hasValue(0);
        written.complete(null);
        awaitAcknowledgement();

        assertThat(out.sent())
                .extracting(ProducerRecord::topic)
                .containsExactly("fleet.telemetry.dlq", "fleet.telemetry.dlq", "fleetcast.last-known");
        assertThat(count("fleetcast.ingest.messages")).isEqualTo(1);
        assertThat(count("fleetcast.ingest.dead.letters")).isEqualTo(2);
    }

    @Test
    void unknownDeviceIsStoredBeforeTheBatchIsAcknowledged() throws SQLException {
        feed(List.of(TestRecord.at(1, "VAN-1", GOOD), TestRecord.at(2, "VAN-1", null)));
        awaitAcknowledgement();

        assertThat(database.texts("select key || ' ' || messages from unknown_device"))
                .containsExactly("VAN-1 1");
        assertThat(count("fleetcast.ingest.unknown.messages")).isOne();
    }

    @Test
    void databaseThatRefusesDoesNotStopTheLedger() throws SQLException {
        database.execute("alter table unknown_device rename to elsewhere");

        feed(List.of(TestRecord.at(1, "VAN-1", GOOD)));
        awaitAcknowledgement();
        database.execute("alter table elsewhere rename to unknown_device");
        feed(List.of(TestRecord.at(2, "VAN-1", GOOD)));

        Awaitility.await().until(() -> database.texts("select messages from unknown_device"), List.of("2")::equals);
    }

    @Test
    void batchWithoutResultsIsAcknowledgedToo() {
        feed(List.of(TestRecord.at(1, "1", TestMessage.of("heartbeat").bytes())));

        awaitAcknowledgement();
        assertThat(out.sent()).isEmpty();
    }

    @Test
    void writingIsTriedAgainUntilItSucceeds() {
        out.answer(CompletableFuture.failedFuture(new TimeoutException("on purpose")));

        feed(List.of(TestRecord.at(1, "1", null)));
        awaitAcknowledgement();

        assertThat(out.sent()).hasSize(2);
        assertThat(count("fleetcast.ingest.dead.letters")).isEqualTo(1);
    }

    @Test
    void letterThatIsTooLargeForKafkaDoesNotHoldUpTheOthers() {
        out.answer(CompletableFuture.failedFuture(new RecordTooLargeException("on purpose")));

        feed(List.of(TestRecord.at(1, "1", new byte[100]), TestRecord.at(2, "1", null)));
        awaitAcknowledgement();

        assertThat(out.sent()).hasSize(3);
        ProducerRecord<byte[], byte[]> bare = out.sent().stream()
                .filter(letter -> letter.headers().lastHeader("fleetcast-size") != null)
                .findAny()
                .orElseThrow();
        assertThat(bare.topic()).isEqualTo("fleet.telemetry.dlq");
        assertThat(bare.key()).isNull();
        assertThat(bare.value()).isNull();
        assertThat(header(bare, "fleetcast-size")).isEqualTo("101");
        assertThat(header(bare, "fleetcast-topic")).isEqualTo(TestRecord.TOPIC);
        assertThat(header(bare, "fleetcast-offset")).isEqualTo("1");
        assertThat(header(bare, "fleetcast-reason")).isNotBlank();
        assertThat(count("fleetcast.ingest.dead.letters.bare")).isOne();
    }

    private void feed(List<ConsumerRecord<byte[], byte[]>> records) {
        TopicPartition partition = new TopicPartition(TestRecord.TOPIC, 3);
        ConsumerRecords<byte[], byte[]> batch = new ConsumerRecords<>(Map.of(partition, records), Map.of());
        Metadata metadata = Metadata.of(new IncomingKafkaRecordBatchMetadata<>(batch, "telemetry-ledger", Map.of()));
        batches.onNext(Message.of(batch, metadata, () -> {
            acknowledged.incrementAndGet();
            return CompletableFuture.completedFuture(null);
        }));
    }

    private static String header(ProducerRecord<?, ?> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private void awaitAcknowledgement() {
        Awaitility.await().until(() -> acknowledged.get() == 1);
    }

    private double count(String name) {
        return meters.get(name).counter().count();
    }
}
