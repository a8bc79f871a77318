package dev.fleetcast.device.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.kafka.KafkaTopic;
import dev.fleetcast.testing.EmptyRegistry;
import dev.fleetcast.testing.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class AckArchiveTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private final EmptyRegistry database = EmptyRegistry.create();
    private final AckArchive archive = new AckArchive(
            database.dataSource(),
            new DayPartitions(database.dataSource()),
            (coreid, at) -> 7L,
            names -> Map.of("fleet.acks", new KafkaTopic("t1", 1, Set.of())),
            Settings.of(StoreConfig.class, Map.of()),
            Clock.fixed(NOW, ZoneOffset.UTC));
    private final TestEvents events = new TestEvents();

    @Test
    void confirmationIsWrittenDownOnceHoweverOftenItIsRead() throws Exception {
        var record = record(3, NOW, confirmation("{\"ts\":\"a\"}"));

        archive.write(List.of(record, record(4, NOW, confirmation("x"))));
        archive.write(List.of(record));

        assertThat(database.texts("select concat_ws('|', coreid, name, ts, duplicate, stores, confirmed_at at time zone"
                        + " 'UTC', position, client_id) from device_ack order by position"))
                .containsExactly(
                        "d|door|\"a\"|f|{postgresql}|2026-11-29 12:00:00|3|7",
                        "d|door|f|{postgresql}|2026-11-29 12:00:00|4|7");
    }

    @Test
    void recordsOfOthersAreSkipped() throws Exception {
        archive.write(List.of(
                record(0, NOW, null),
                record(1, NOW, "x".getBytes(StandardCharsets.UTF_8)),
                record(2, NOW, """
                        {"device":"\\u0000","name":"n","published_at":"2026-11-29T12:00:00Z","stored_at":"2026-11-29T12:00:00Z"}""".getBytes(StandardCharsets.UTF_8)),
                record(3, NOW.plusSeconds(100_000_000), confirmation("x")),
                record(4, NOW, confirmation("y"))));

        assertThat(database.texts("select position from device_ack")).containsExactly("4");
        assertThat(database.count("pg_inherits where inhparent = 'device_ack'::regclass"))
                .isEqualTo(1);
    }

    private byte[] confirmation(String data) {
        return Confirmation.of(new StoredEvent(events.keyed("d", "door", data), NOW, false), List.of("postgresql"))
                .json();
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, Instant time, byte[] value) {
        return new ConsumerRecord<>(
                "fleet.acks",
                0,
                offset,
                time.toEpochMilli(),
                TimestampType.CREATE_TIME,
                -1,
                -1,
                new byte[] {'d'},
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
