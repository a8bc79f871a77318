package dev.fleetcast.testing;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records as an earlier release wrote them to Kafka: every later release must be able to read them. */
public final class GoldenRecords {

    /** Configured like the application's. */
    public static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private GoldenRecords() {}

    /** Returns the records of a file, in order. */
    public static List<ConsumerRecord<byte[], byte[]>> of(String topic) {
        try {
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (String line : Files.readAllLines(Path.of("src/test/resources/golden/" + topic + ".jsonl"))) {
                JsonNode json = JSON.readTree(line);
                records.add(record(
                        topic,
                        json.path("offset").asLong(),
                        json.path("timestamp").asLong(),
                        text(json, "key"),
                        text(json, "value")));
            }
            return records;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns a copy of the record with {@code members}, such as {@code "v":2}, added to its value. */
    public static ConsumerRecord<byte[], byte[]> with(ConsumerRecord<byte[], byte[]> record, String members) {
        String value = value(record).replaceFirst("^\\{(\"v\":1,)?", "{" + members + ",");
        return record(
                record.topic(),
                record.offset(),
                record.timestamp(),
                new String(record.key(), StandardCharsets.UTF_8),
                value);
    }

    /** Returns the value as text. */
    public static String value(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static ConsumerRecord<byte[], byte[]> record(
            String topic, long offset, long timestamp, String key, String value) {
        return new ConsumerRecord<>(
                topic,
                0,
                offset,
                timestamp,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                bytes(key),
                bytes(value),
                new RecordHeaders(),
                Optional.empty());
    }

    private static String text(JsonNode line, String field) {
        return line.path(field).isTextual() ? line.path(field).asText() : null;
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
