package dev.fleetcast.kafka.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.kafka.consumer.SkippedRecords;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.Record;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Writes and reads the JSON records of one topic. Safe for use by any thread; never blocks. */
public final class JsonTopic {

    private final ObjectMapper json;
    private final SkippedRecords skipped;
    private final BoundedWriter<Record<String, String>> writer;

    JsonTopic(ObjectMapper json, SkippedRecords skipped, BoundedWriter<Record<String, String>> writer) {
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
            return writer.send(Record.of(key, json.writeValueAsString(value)));
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

    /** Returns the value of a record; empty for an invalid record, which is counted and logged once per topic. */
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
            S stored = record.value() == null ? null : json.readValue(record.value(), type);
            if (stored != null) {
                return Optional.of(conversion.apply(stored));
            }
        } catch (IOException | RuntimeException invalid) {
            // Skipped below.
        }
        return skip(record);
    }

    /** Counts an invalid record, and logs the first. */
    public <T> Optional<T> skip(ConsumerRecord<byte[], byte[]> invalid) {
        skipped.invalid(invalid);
        return Optional.empty();
    }
}
