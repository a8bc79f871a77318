package dev.fleetcast.kafka.record;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.threading.ThreadSafe;
import io.netty.buffer.ByteBufUtil;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.Record;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Writes and reads the JSON records of one topic, with the version of their format, see {@link JsonReader}. Never blocks. */
@ThreadSafe
public final class JsonTopic {

    private final int version;
    private final boolean published;
    private final ObjectMapper json;
    private final JsonReader reader;
    private final BoundedWriter<Record<String, String>> writer;

    /** The version is written first, so that a reader finds it before it parses the rest. */
    @JsonPropertyOrder(JsonReader.VERSION)
    private record Versioned(int v, @JsonUnwrapped Object value) {}

    /**
     * @param published whether other systems read the records as well: their format is a contract, and has no version
     */
    JsonTopic(
            int version,
            boolean published,
            ObjectMapper json,
            JsonReader reader,
            BoundedWriter<Record<String, String>> writer) {
        this.version = version;
        this.published = published;
        this.json = json;
        this.reader = reader;
        this.writer = writer;
    }

    /** The bytes of the record, as Kafka's serializer writes it. */
    static long size(Record<String, String> record) {
        return ByteBufUtil.utf8Bytes(record.key())
                + (record.value() == null ? 0L : ByteBufUtil.utf8Bytes(record.value()));
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

    /** See {@link JsonReader#read(ConsumerRecord, Class)}. */
    public <T> Optional<T> read(ConsumerRecord<byte[], byte[]> record, Class<T> type) {
        return reader.read(record, type);
    }

    /** See {@link JsonReader#read(ConsumerRecord, Class, Function)}. */
    public <S, T> Optional<T> read(ConsumerRecord<byte[], byte[]> record, Class<S> type, Function<S, T> conversion) {
        return reader.read(record, type, conversion);
    }

    /** See {@link JsonReader#skip}. */
    public <T> Optional<T> skip(ConsumerRecord<byte[], byte[]> invalid) {
        return reader.skip(invalid);
    }
}
