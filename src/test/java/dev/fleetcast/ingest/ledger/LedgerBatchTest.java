package dev.fleetcast.ingest.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.TestFleet;
import dev.fleetcast.ingest.TestRecord;
import dev.fleetcast.ingest.record.IngestConfig;
import dev.fleetcast.ingest.record.RecordInterpreter;
import dev.fleetcast.telemetry.LastKnownPositions;
import dev.fleetcast.telemetry.LastKnownPositions.LastKnown;
import dev.fleetcast.telemetry.RecordOffset;
import dev.fleetcast.testing.Settings;
import dev.fleetcast.testing.TestMessage;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerBatchTest {

    private static final Instant NOON = Instant.ofEpochMilli(TestRecord.TIMESTAMP);
    private static final FleetUnit ONE = TestFleet.unit(1, null, null);
    private static final FleetUnit TWO = TestFleet.unit(2, null, null);

    private final RecordInterpreter interpreter = new RecordInterpreter(TestFleet.directory(ONE, TWO));
    private final LastKnownPositions known = new LastKnownPositions();
    private final LedgerBatch page = new LedgerBatch(known, Settings.of(IngestConfig.class, Map.of()));
    private long offset;

    @Test
    void emptyPageHasNothingToWrite() {
        assertThat(page.records()).isEmpty();
        assertThat(page.acknowledgements()).isEmpty();
        assertThat(page.isFull()).isFalse();
        assertThat(page.accepted()).isZero();
    }

    @Test
    void newestPositionOfEachUnitIsWrittenOnce() {
        enter("1", fixedAt(NOON));
        enter("2", fixedAt(NOON));
        TestMessage newest = fixedAt(NOON.plusSeconds(2));
        enter("1", newest);
        enter("1", fixedAt(NOON.plusSeconds(1)));

        assertThat(page.records())
                .extracting(ProducerRecord::topic, LedgerBatchTest::key, LedgerBatchTest::offset)
                .containsExactlyInAnyOrder(
                        tuple("fleetcast.last-known", "1", "3"), tuple("fleetcast.last-known", "2", "2"));
        assertThat(page.records())
                .filteredOn(record -> key(record).equals("1"))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.value()).isEqualTo(newest.bytes());
                    assertThat(LastKnownRecords.lastKnown(record.value(), record.headers())
                                    .orElseThrow()
                                    .referenceTime())
                            .isEqualTo(NOON.plusSeconds(2));
                });
        assertThat(page.accepted()).isEqualTo(4);
    }

    @Test
    void newerPositionOfTheFeedIsWrittenInstead() {
        LastKnown newer = new LastKnown(
                TestMessage.gps().bytes(),
                new RecordOffset(TestRecord.TOPIC, 3, 99),
                NOON,
                NOON,
                NOON.plusSeconds(60),
                false,
                5);
        known.load(ONE.id(), newer);

        enter("1", fixedAt(NOON));

        assertThat(page.records()).singleElement().satisfies(record -> {
            assertThat(offset(record)).isEqualTo("99");
            assertThat(record.value()).isSameAs(newer.message());
        });
    }

    @Test
    void positionsOfTheFeedStayUnchanged() {
        enter("1", fixedAt(NOON));

        assertThat(known.of(ONE.id())).isEmpty();
    }

    @Test
    void messagesThatAreNoPositionsAreCountedButNotWritten() {
        enter("1", fixedAt(NOON).with("valid", "false"));
        enter("1", TestMessage.of("event"));
        enter("1", TestMessage.gps().with("gps", "{}"));

        assertThat(page.records()).isEmpty();
        assertThat(page.accepted()).isEqualTo(3);
        assertThat(page.deadLetterCount()).isZero();
    }

    @Test
    void everyUnusableRecordIsADeadLetter() {
        enter(TestRecord.at(8, "unknown", fixedAt(NOON).without("device").bytes()));
        enter(TestRecord.at(9, "1", null));

        assertThat(page.deadLetterCount()).isEqualTo(2);
        assertThat(page.accepted()).isZero();
        assertThat(page.records())
                .extracting(
                        ProducerRecord::topic, LedgerBatchTest::offset, record -> header(record, "fleetcast-reason"))
                .containsExactly(
                        tuple("fleet.telemetry.dlq", "8", "key: names no known unit, and neither does the message"),
                        tuple("fleet.telemetry.dlq", "9", "value: must not be null"));
    }

    @Test
    void batchesAreAcknowledgedInTheirOrder() {
        List<String> acknowledged = new ArrayList<>();
        page.toAcknowledge(batch(() -> acknowledged.add("first")));
        page.toAcknowledge(batch(() -> acknowledged.add("second")));
        assertThat(acknowledged).isEmpty();

        page.acknowledgements().forEach(Supplier::get);

        assertThat(acknowledged).containsExactly("first", "second");
    }

    @Test
    void recordsOfABatchAreNotKeptUntilItIsAcknowledged() {
        Object records = new Object();
        WeakReference<Object> kept = new WeakReference<>(records);
        page.toAcknowledge(Message.of(records, () -> CompletableFuture.completedFuture(null)));
        records = null;

        Awaitility.await().pollInSameThread().until(() -> {
            System.gc();
            return kept.refersTo(null);
        });
        assertThat(page.acknowledgements()).hasSize(1);
    }

    @Test
    void pageHasRoomForWhatABusyFeedBringsInOneInterval() {
        TestMessage message = fixedAt(NOON);
        for (int record = 0; record < 20_000; record++) {
            enter("1", message);
        }

        assertThat(page.isFull()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "unknown"})
    void pageIsFullWhateverFillsIt(String key) {
        byte[] large =
                fixedAt(NOON).with("note", "\"" + "x".repeat(1 << 20) + "\"").bytes();
        for (int record = 0; record < 24; record++) {
            assertThat(page.isFull()).isFalse();
            enter(TestRecord.at(record, key, large));
        }

        assertThat(page.isFull()).isTrue();
    }

    private static Message<String> batch(Runnable acknowledgement) {
        return Message.of("records", () -> {
            acknowledgement.run();
            return CompletableFuture.completedFuture(null);
        });
    }

    private void enter(String key, TestMessage message) {
        enter(TestRecord.at(++offset, key, message.bytes()));
    }

    private void enter(ConsumerRecord<byte[], byte[]> record) {
        page.enter(record, interpreter.interpret(record), NOON);
    }

    private static TestMessage fixedAt(Instant time) {
        return TestMessage.gps().fixedAt(time);
    }

    private static String key(ProducerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    private static String offset(ProducerRecord<byte[], byte[]> record) {
        return header(record, "fleetcast-offset");
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
