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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

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
        assertThat(page.batches()).isEmpty();
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
    void batchesAreKeptInTheirOrder() {
        Message<String> first = Message.of("first");
        Message<String> second = Message.of("second");

        page.toAcknowledge(first);
        page.toAcknowledge(second);

        assertThat(page.batches()).extracting(message -> (Object) message).containsExactly(first, second);
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
