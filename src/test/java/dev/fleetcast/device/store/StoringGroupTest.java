package dev.fleetcast.device.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.testing.EmptyRegistry;
import dev.fleetcast.testing.RecordingEmitter;
import dev.fleetcast.testing.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.subscription.Cancellable;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoringGroupTest {

    private static final StoreConfig CONFIG = Settings.of(StoreConfig.class, Map.of());

    private final EmptyRegistry database = EmptyRegistry.create();
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicInteger attempts = new AtomicInteger();
    private final DataSource connections = withOutages(database.dataSource());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RecordingEmitter<ProducerRecord<byte[], byte[]>> kafka = new RecordingEmitter<>();
    private final List<Confirmation> told = new CopyOnWriteArrayList<>();
    private final TestEvents events = new TestEvents();
    private final DayPartitions partitions = new DayPartitions(connections);
    private Cancellable group;

    @BeforeEach
    void start() {
        group = group(true, true).start(events.batches);
    }

    @AfterEach
    void stop() {
        group.cancel();
    }

    @Test
    void eventIsStoredAndThenConfirmed() throws Exception {
        events.feed(List.of(events.event("d1", "door", "{\"ts\":7}"), events.event("d2", "door", null)));

        events.awaitAcknowledged(1);
        assertThat(database.texts(
                        "select concat_ws('|', coreid, name, published_at at time zone 'UTC', ttl, private, ts,"
                                + " event_id, data) from device_event order by id"))
                .containsExactly(
                        "d1|door|2026-11-29 12:00:00.125|60|f|7|{\"ts\":7}", "d2|door|2026-11-29 12:00:00.125|60|f");
        List<JsonNode> acks = acks();
        assertThat(acks).extracting(ack -> ack.get("device").asText()).containsExactly("d1", "d2");
        assertThat(acks.get(0).get("ts").asInt()).isEqualTo(7);
        assertThat(acks.get(0).get("stores").toString()).isEqualTo("[\"postgresql\"]");
        assertThat(acks).extracting(ack -> ack.get("duplicate").asBoolean()).containsExactly(false, false);
        assertThat(kafka.sent()).extracting(ack -> new String(ack.key())).containsExactly("d1", "d2");
        assertThat(told).extracting(Confirmation::device).containsExactly("d1", "d2");
    }

    @Test
    void confirmationIsLaterThanTheRow() {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        kafka.answer(answer);

        events.feed(List.of(events.event("d", "door", "{\"ts\":7}")));

        Awaitility.await().until(() -> kafka.sent().size() == 1);
        assertThat(count("device_event")).isEqualTo(1);
        assertThat(events.acknowledged()).isZero();
        assertThat(told).isEmpty();
        answer.complete(null);
        events.awaitAcknowledged(1);
    }

    @Test
    void whatComesAgainIsStoredOnceAndConfirmedEachTime() throws Exception {
        var first = events.event("d", "door", "{\"ts\":7}");
        var withoutTs = events.event("d", "door", "open");

        events.feed(List.of(first, withoutTs));
        events.feed(List.of(first, withoutTs));
        events.feed(List.of(events.event("d", "door", "{\"ts\":7}"), events.event("d", "door", "{\"ts\":7}")));

        events.awaitAcknowledged(3);
        assertThat(count("device_event")).isEqualTo(2);
        List<JsonNode> acks = acks();
        assertThat(acks)
                .extracting(ack -> ack.get("duplicate").asBoolean())
                .containsExactly(false, false, true, true, true, true);
        assertThat(acks)
                .extracting(ack -> ack.get("stored_at").asText())
                .containsOnly(acks.get(0).get("stored_at").asText());
        assertThat(meters.get("fleetcast.device.stored").counter().count()).isEqualTo(2);
        assertThat(meters.get("fleetcast.device.repeated").counter().count()).isEqualTo(4);
    }

    @Test
    void sameTsWithOtherDataIsAnotherEvent() {
        events.feed(List.of(
                events.event("d", "door", "{\"ts\":7,\"open\":true}"),
                events.event("d", "door", "{\"ts\":7,\"open\":false}"),
                events.event("e", "door", "{\"ts\":7,\"open\":true}")));

        events.awaitAcknowledged(1);
        assertThat(count("device_event")).isEqualTo(3);
    }

    @Test
    void nextOwnerDoesWhatTheKilledOneLeft() throws Exception {
        CompletableFuture<Void> never = new CompletableFuture<>();
        kafka.answer(never);
        List<ConsumerRecord<byte[], byte[]>> batch = List.of(events.event("d", "door", "{\"ts\":7}"));
        events.feed(batch);
        Awaitility.await().until(() -> kafka.sent().size() == 1);
        group.cancel();

        TestEvents again = new TestEvents();
        Cancellable next = group(true, true).start(again.batches);
        again.feed(batch);
        again.awaitAcknowledged(1);
        next.cancel();

        assertThat(events.acknowledged()).isZero();
        assertThat(count("device_event")).isEqualTo(1);
        assertThat(acks().get(1).get("duplicate").asBoolean()).isTrue();
    }

    @Test
    void outageOfTheDatabaseHoldsTheGroupUpAndDeadLettersNothing() {
        away.set(true);
        events.feed(List.of(events.event("d", "door", "1")));
        events.feed(List.of(events.event("d", "door", "2")));
        Awaitility.await().until(() -> attempts.get() >= 2);
        assertThat(events.acknowledged()).isZero();
        away.set(false);

        events.awaitAcknowledged(2);
        assertThat(count("device_event")).isEqualTo(2);
        assertThat(kafka.sent()).extracting(ProducerRecord::topic).containsOnly("fleet.acks");
    }

    @Test
    void confirmationIsTriedUntilKafkaHasIt() {
        kafka.answer(CompletableFuture.failedFuture(new TimeoutException("away, on purpose")));
        events.feed(List.of(events.event("d", "door", "1")));

        events.awaitAcknowledged(1);
        assertThat(kafka.sent()).hasSize(2);
        assertThat(count("device_event")).isEqualTo(1);
    }

    @Test
    void badRecordsGoToTheDeadLettersAndTheOthersAreStored() {
        var nul = events.record("d", "{\"name\":\"door\",\"data\":\"\\u0000\"}");
        events.feed(List.of(
                events.event("d", "door", "1"),
                nul,
                events.record("unknown", "{\"name\":\"door\"}"),
                events.record("d", null),
                events.event("d", "door", "2")));

        events.awaitAcknowledged(1);
        assertThat(count("device_event")).isEqualTo(2);
        List<ProducerRecord<byte[], byte[]>> letters = letters();
        assertThat(letters)
                .extracting(StoringGroupTest::reason)
                .containsExactly("data: must not contain NUL", "key: names no known device", "value: is missing");
        assertThat(letters.get(0).value()).isEqualTo(nul.value());
    }

    @Test
    void furtherGroupsLeaveRecordsThatAreNoEventsToTheFirst() {
        TestEvents further = new TestEvents();
        Cancellable other = group(false, false).start(further.batches);
        further.feed(List.of(further.record("d", "x"), further.event("d", "door", "1")));
        further.awaitAcknowledged(1);
        other.cancel();

        assertThat(kafka.sent()).isEmpty();
    }

    @Test
    void whatTheDatabaseRefusesIsFoundByHalving() throws Exception {
        database.execute("alter table device_event add check (data not like 'refused%')");
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            batch.add(events.event("d", "door", (i == 2 || i == 7 ? "refused" : "") + i));
        }

        events.feed(batch);

        events.awaitAcknowledged(1);
        assertThat(database.texts("select data from device_event order by id"))
                .containsExactly("0", "1", "3", "4", "5", "6");
        assertThat(letters())
                .extracting(StoringGroupTest::reason)
                .containsExactly(
                        "postgresql: the database refuses it (SQL state 23514)",
                        "postgresql: the database refuses it (SQL state 23514)");
        assertThat(acks()).hasSize(6);
    }

    @Test
    void missingPartitionIsMadeAndNoRecordIsBlamed() throws Exception {
        events.feed(List.of(events.event("d", "door", "1")));
        events.awaitAcknowledged(1);
        String partition = database.texts(
                        "select inhrelid::regclass from pg_inherits where inhparent =" + " 'device_event'::regclass")
                .get(0);
        database.execute("drop table " + partition);

        events.feed(List.of(events.event("d", "door", "2")));

        events.awaitAcknowledged(2);
        assertThat(count("device_event")).isEqualTo(1);
        assertThat(letters()).isEmpty();
    }

    @Test
    void topicMadeAnewBeginsAgain() {
        events.feed(List.of(events.event("d", "door", "before")));
        events.awaitAcknowledged(1);
        events.recreate("generation-2");

        events.feed(List.of(events.event("d", "door", "after")));

        events.awaitAcknowledged(2);
        assertThat(count("device_event")).isEqualTo(2);
    }

    private StoringGroup group(boolean isFirst, boolean confirms) {
        StoreMetrics metrics = new StoreMetrics(meters);
        return new StoringGroup(
                new PostgresEvents(connections, partitions, (coreid, at) -> 7L, Clock.systemUTC()),
                TestEvents.reading(),
                events.generation(),
                new StoreOutput(kafka, List.of(told::add), CONFIG, metrics),
                isFirst,
                confirms,
                metrics);
    }

    private List<ProducerRecord<byte[], byte[]>> letters() {
        return kafka.sent().stream()
                .filter(record -> record.topic().equals("fleet.device-events.dlq"))
                .toList();
    }

    private List<JsonNode> acks() throws IOException {
        List<JsonNode> acks = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : kafka.sent()) {
            if (record.topic().equals("fleet.acks")) {
                acks.add(new ObjectMapper().readTree(record.value()));
            }
        }
        return acks;
    }

    private static String reason(ProducerRecord<byte[], byte[]> letter) {
        return new String(letter.headers().lastHeader("fleetcast-reason").value(), StandardCharsets.UTF_8);
    }

    private long count(String table) {
        try {
            return database.count(table);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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
