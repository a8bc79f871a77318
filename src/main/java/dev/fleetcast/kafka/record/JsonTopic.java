package dev.fleetcast.kafka.record;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.kafka.consumer.SkippedRecords;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.Record;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Writes and reads the JSON records of one topic, which carry the version of their format: a record without one has
 * version 1, and a record of a later version than this release knows is skipped. Never blocks.
 */
@ThreadSafe
public final class JsonTopic {

    private static final String VERSION = "v";

    private final int version;
    private final boolean published;
    private final ObjectMapper json;
    private final SkippedRecords skipped;
    private final BoundedWriter<Record<String, String>> writer;

    /** The version is written first, so that a reader finds it before it parses the rest. */
    @JsonPropertyOrder(VERSION)
    private record Versioned(int v, @JsonUnwrapped Object value) {}

    /**
     * @param published whether other systems read the records as well: their format is a contract, and has no version
     */
    JsonTopic(
            int version,
            boolean published,
            ObjectMapper json,
            SkippedRecords skipped,
            BoundedWriter<Record<String, String>> writer) {
        this.version = version;
        this.published = published;
        this.json = json;
        this.skipped = skipped;
        this.writer = writer;
    }

    static long size(Record<String, String> record) {
        return record.key().length()
                + (record.value() == null ? 0L : record.value().length());
    }

    /** Writes a value, see {@link BoundedWriter#sendAll}. */
    public Uni<Void> write(String key, Object value) {
        try {
            return writer.send(
                    Record.of(key, json.writeValueAsString(published ? value : new Versioned(version, value))));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Writes a record without a value, which deletes the key from a compacted topic. */
    public Uni<Void> delete(String key) {
        return writer.send(Record.of(key, null));
    }

    /** The problem of a record that Kafka does not acknowledge. */
    public HttpProblem unavailable() {
        return writer.unavailable();
    }

    /** Returns the value of a record; empty for one that is skipped: counted, and logged once per topic and reason. */
    public <T> Optional<T> read(ConsumerRecord<byte[], byte[]> record, Class<T> type) {
        return read(record, type, Function.identity());
    }

    /**
     * Returns the value of a record, converted.
     *
     * @param conversion throws any runtime exception for a value that no replica can have written
     */
    public <S, T> Optional<T> read(ConsumerRecord<byte[], byte[]> record, Class<S> type, Function<S, T> conversion) {
        try {
            int written = version(record.value());
            if (written > version) {
                skipped.newer(record, written);
                return Optional.empty();
            }
            return Optional.of(conversion.apply(json.readValue(record.value(), type)));
        } catch (IOException | RuntimeException invalid) {
            // Skipped below.
        }
        return skip(record);
    }

    private int version(byte[] value) throws IOException {
        try (JsonParser parser = json.createParser(value)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                if (name.equals(VERSION)) {
                    return parser.getIntValue();
                }
                parser.skipChildren();
            }
            return 1;
        }
    }

    /** Counts an invalid record, and logs the first. */
    public <T> Optional<T> skip(ConsumerRecord<byte[], byte[]> invalid) {
        skipped.invalid(invalid);
        return Optional.empty();
    }
}
