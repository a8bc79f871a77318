package dev.fleetcast.device.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.device.event.DeviceEvent.Origin;
import dev.fleetcast.testing.Schemas;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceEventRecordTest {

    private static final Instant RECORD_TIME = Instant.parse("2026-11-29T12:00:00.125Z");

    @Test
    void everyMemberIsRead() throws Exception {
        DeviceEvent event = read("dev-1", """
                {"name":"door/open","data":"{\\"ts\\":1}","ttl":5,"private":true,
                 "published_at":"2026-11-29T14:00:00.123456+02:00","event_id":"e 1","unknown":{"name":[1]}}""");

        assertThat(event)
                .isEqualTo(new DeviceEvent(
                        "dev-1",
                        "door/open",
                        "{\"ts\":1}",
                        5,
                        true,
                        Instant.parse("2026-11-29T12:00:00.123Z"),
                        "e 1",
                        Origin.DEVICE,
                        Set.of()));
    }

    @Test
    void whatIsLeftOutIsAsUsual() throws Exception {
        DeviceEvent event = read("1", "{\"name\":\"x\"}");

        assertThat(event.data()).isNull();
        assertThat(event.ttl()).isEqualTo(60);
        assertThat(event.isPrivate()).isFalse();
        assertThat(event.publishedAt()).isEqualTo(RECORD_TIME);
        assertThat(event.eventId()).isNull();
        assertThat(read("1", "{\"name\":\"x\",\"data\":null,\"ttl\":null,\"private\":null,\"published_at\":null}"))
                .isEqualTo(event);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "7|7",
                "-1.50e3|-1.50e3",
                "true|true",
                "{ \"ü\": [1, \"}\"] }|{ \"ü\": [1, \"}\"] }",
                "[{}]|[{}]",
                "\"\\u00fc\\n\"|`ü\n`",
            })
    void dataThatIsNotTextCountsAsItsJsonText(String json, String data) throws Exception {
        assertThat(read("1", "{\"ü\":\"ü\",\"data\":" + json + ", \"name\":\"x\"}")
                        .data())
                .isEqualTo(data);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|value: must be a JSON object",
                "[]|value: must be a JSON object",
                "{\"name\":\"x\"} {}|value: must be one JSON object",
                "{\"name\":\"x\"|value: must be well-formed JSON",
                "{\"name\":\"x\",\"name\":\"y\"}|value: must not have a member twice",
                "{\"name\":\"x\",\"data\":{\"a\":1,\"a\":2}}|value: must not have a member twice",
                "{}|name: must be 1 to 64 characters",
                "{\"name\":\"\"}|name: must be 1 to 64 characters",
                "{\"name\":\"a b\"}|name: must be 1 to 64 characters",
                "{\"name\":\"a\\nevent: b\"}|name: must be 1 to 64 characters",
                "{\"name\":7}|name: must be text",
                "{\"name\":\"SPARK/status\"}|name: must not begin with spark",
                "{\"name\":\"particle\"}|name: must not begin with spark",
                "{\"name\":\"x\",\"data\":\"\\u0000\"}|data: must not contain NUL",
                "{\"name\":\"x\",\"data\":\"\\ud83d\"}|data: must not contain half of a character",
                "{\"name\":\"x\",\"ttl\":-1}|ttl: must be from 0",
                "{\"name\":\"x\",\"ttl\":16777216}|ttl: must be from 0",
                "{\"name\":\"x\",\"ttl\":1e3}|ttl: must be an integer",
                "{\"name\":\"x\",\"ttl\":99999999999999999999}|ttl: must be an integer",
                "{\"name\":\"x\",\"ttl\":\"60\"}|ttl: must be an integer",
                "{\"name\":\"x\",\"private\":\"true\"}|private: must be true or false",
                "{\"name\":\"x\",\"published_at\":\"yesterday\"}|published_at: must be a time",
                "{\"name\":\"x\",\"published_at\":1}|published_at: must be text",
                "{\"name\":\"x\",\"published_at\":\"+12345-01-01T00:00:00Z\"}|published_at: must be between",
                "{\"name\":\"x\",\"published_at\":\"1969-01-01T00:00:00Z\"}|published_at: must be between",
                "{\"name\":\"x\",\"event_id\":\"\"}|event_id: must be 1 to 128",
                "{\"name\":\"x\",\"event_id\":\"a\\u0000\"}|event_id: must be 1 to 128",
            })
    void whatIsWrongIsSaid(String value, String reason) {
        assertThatThrownBy(() -> read("1", value))
                .isInstanceOf(UnusableEventException.class)
                .hasMessageStartingWith(reason);
    }

    @Test
    void dataIsBoundedInBytes() throws Exception {
        String largest = "ü".repeat(8_192);
        assertThat(read("1", "{\"name\":\"x\",\"data\":\"" + largest + "\"}").data())
                .isEqualTo(largest);
        assertThatThrownBy(() -> read("1", "{\"name\":\"x\",\"data\":\"" + largest + "a\"}"))
                .hasMessage("data: must have at most 16384 bytes");
    }

    @Test
    void depthIsBounded() {
        assertThatThrownBy(() -> read("1", "{\"name\":\"x\",\"data\":" + "[".repeat(100_000)))
                .isInstanceOf(UnusableEventException.class);
    }

    @Test
    void otherEncodingsAreRefused() {
        for (var encoding : Set.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16, StandardCharsets.ISO_8859_1)) {
            byte[] value = "{\"name\":\"ü\"}".getBytes(encoding);
            assertThatThrownBy(() -> DeviceEventRecord.read(record("1".getBytes(encoding), value, 0)))
                    .isInstanceOf(UnusableEventException.class);
            assertThatThrownBy(() -> DeviceEventRecord.read(record(new byte[] {'1'}, value, 0)))
                    .hasMessage("value: must be UTF-8");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "ü", "0123456789012345678901234567890123456789", "a\u0000"})
    void keyMustBeACoreid(String key) {
        assertThatThrownBy(() -> read(key, "{\"name\":\"x\"}")).hasMessageStartingWith("key: must be a coreid");
    }

    @Test
    void missingKeyAndValueAreRefused() {
        assertThatThrownBy(() -> DeviceEventRecord.read(record(null, new byte[0], 0)))
                .hasMessageStartingWith("key: ");
        assertThatThrownBy(() -> DeviceEventRecord.read(record(new byte[] {'1'}, null, 0)))
                .hasMessage("value: is missing");
    }

    @Test
    void recordTimesAreNotTrusted() {
        byte[] value = "{\"name\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> DeviceEventRecord.read(record(new byte[] {'1'}, value, Long.MAX_VALUE)))
                .hasMessage("published_at: must be between 1970 and 9999");
        assertThatThrownBy(() -> DeviceEventRecord.read(record(new byte[] {'1'}, value, -1)))
                .hasMessage("published_at: is missing, and the record has no time");
    }

    @Test
    void eventsOfUsersNameTheirClients() throws Exception {
        assertThatThrownBy(() -> read("api", "{\"name\":\"x\"}")).hasMessageStartingWith("header fleetcast-clients");
        DeviceEvent event = DeviceEvent.ofUser(Set.of(7L, 12L), "x", "ü\u2028", 0, true, RECORD_TIME);

        assertThat(readBack(event)).isEqualTo(event);
    }

    @Test
    void onlyThisProductUsesReservedNames() throws Exception {
        DeviceEvent event = DeviceEvent.aboutDevice("1", "spark/status", "online", RECORD_TIME);

        assertThat(readBack(event)).isEqualTo(event);
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        DeviceEvent event =
                new DeviceEvent("A_-9", "x", null, 16_777_215, false, RECORD_TIME, "id-1", Origin.DEVICE, Set.of());

        assertThat(readBack(event)).isEqualTo(event);
    }

    private static DeviceEvent readBack(DeviceEvent event) throws Exception {
        ProducerRecord<byte[], byte[]> written = DeviceEventRecord.write("t", event);
        assertThat(Schemas.DEVICE_EVENT.complaints(new ObjectMapper().readTree(written.value())))
                .isEmpty();
        return DeviceEventRecord.read(record(written.key(), written.value(), 0, written.headers()));
    }

    private static DeviceEvent read(String key, String value) throws UnusableEventException {
        return DeviceEventRecord.read(record(
                key.getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8),
                RECORD_TIME.toEpochMilli()));
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] key, byte[] value, long time) {
        return record(key, value, time, new RecordHeaders());
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] key, byte[] value, long time, Headers headers) {
        return new ConsumerRecord<>(
                "t", 0, 0, time, TimestampType.CREATE_TIME, -1, -1, key, value, headers, Optional.empty());
    }
}
