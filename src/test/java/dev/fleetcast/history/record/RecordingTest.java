package dev.fleetcast.history.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetcast.fleet.TestFleet;
import dev.fleetcast.history.day.Span;
import dev.fleetcast.history.trip.TripRules;
import dev.fleetcast.ingest.TestRecord;
import dev.fleetcast.ingest.record.RecordInterpreter;
import dev.fleetcast.testing.EmptyRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RecordingTest {

    private static final Instant NOW = Instant.ofEpochMilli(TestRecord.TIMESTAMP);
    private static final Span ALL = new Span(NOW.minus(Duration.ofDays(99)), NOW.plus(Duration.ofDays(9)));

    private final EmptyRegistry database = EmptyRegistry.create();
    private final RecordStore store =
            new RecordStore(new HistoryDatabase(database.dataSource()), new HistoryPartitions(), TripRules.DEFAULT);
    private final List<String> refused = new ArrayList<>();
    private final Recording recording = new Recording(
            new RecordInterpreter(
                    TestFleet.directory(TestFleet.unitInVehicle(1, "one"), TestFleet.unit(2, "two", null))),
            store,
            Duration.ofDays(90),
            () -> NOW,
            (record, reason) -> refused.add(record.offset() + ": " + reason));

    @Test
    void validMessagesAreRecordedWithThePlaceOfTheirUnit() throws Exception {
        record(List.of(
                record(0, TestRecord.TIMESTAMP, "one", message(1)),
                record(1, TestRecord.TIMESTAMP, "unknown", "{\"message_type\":\"gps\",\"gps\":{}}"),
                record(2, TestRecord.TIMESTAMP, "one", "{"),
                record(3, TestRecord.TIMESTAMP, "two", message(2))));

        assertThat(StoredContents.of(database, 1, ALL)).containsExactly(message(1));
        assertThat(StoredContents.of(database, 2, ALL)).containsExactly(message(2));
        assertThat(store.next(TestRecord.TOPIC, "id", 3)).isEqualTo(4);
        assertThat(database.texts("select picture::json->'vehicle'->>'reg_no' from history_placement order by unit_id"))
                .containsExactly("REG 1", null);
        assertThat(refused).isEmpty();
    }

    @Test
    void recordsThatTheDatabaseRefusesAreFoundAndPassed() throws Exception {
        database.execute("alter table history_message add constraint no_second check (unit_id <> 2)");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int offset = 0; offset < 50; offset++) {
            boolean poison = offset == 7 || offset == 49;
            records.add(record(offset, TestRecord.TIMESTAMP, poison ? "two" : "one", message(offset)));
        }

        record(records);

        assertThat(StoredContents.of(database, 1, ALL)).hasSize(48);
        assertThat(refused).hasSize(2).first().asString().startsWith("7: ").contains("no_second");
        assertThat(store.next(TestRecord.TOPIC, "id", 3)).isEqualTo(50);
    }

    @Test
    void largeBatchIsRecordedInSeveralTransactions() throws Exception {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int offset = 0; offset <= 2 * Recording.MOST; offset++) {
            records.add(record(offset, TestRecord.TIMESTAMP, "one", "{\"message_type\":\"heartbeat\"}"));
        }

        record(records);

        assertThat(database.count("history_message")).isEqualTo(records.size());
        assertThat(database.texts("select count(distinct xmin::text) from history_message"))
                .containsExactly("3");
        assertThat(store.next(TestRecord.TOPIC, "id", 3)).isEqualTo(records.size());
        record(records);
        assertThat(database.count("history_message")).isEqualTo(records.size());
    }

    @Test
    void recordsAreKeptWhileTheDatabaseIsAway() throws Exception {
        database.execute("alter table history_feed rename to history_feed_away");
        List<ConsumerRecord<byte[], byte[]>> records = List.of(record(0, TestRecord.TIMESTAMP, "one", message(1)));

        // A missing table is a fault of the installation, not of the records.
        assertThatThrownBy(() -> record(records)).isInstanceOf(HistoryException.class);

        database.execute("alter table history_feed_away rename to history_feed");
        assertThat(refused).isEmpty();
        record(records);
        assertThat(StoredContents.of(database, 1, ALL)).hasSize(1);
    }

    @Test
    void implausibleTimesOfRecordsDoNoHarm() {
        record(List.of(
                record(0, Long.MAX_VALUE, "one", "{\"message_type\":\"status\"}"),
                record(1, -1, "one", "{\"message_type\":\"heartbeat\"}")));

        assertThat(StoredContents.of(database, 1, new Span(NOW, NOW.plusMillis(1))))
                .hasSize(2);
    }

    private void record(List<ConsumerRecord<byte[], byte[]>> records) {
        recording.record(
                TestRecord.TOPIC,
                "id",
                3,
                records,
                records.get(0).offset(),
                records.get(records.size() - 1).offset() + 1);
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, long timestamp, String key, String value) {
        return TestRecord.at(offset, timestamp, key, TestRecord.bytes(value));
    }

    private static String message(int second) {
        return "{\"message_type\":\"gps\",\"gps\":{\"timestamp\":\"" + NOW.minusSeconds(600 - second)
                + "\",\"latitude\":30.5,\"longitude\":-97.5,\"speed\":0}}";
    }
}
