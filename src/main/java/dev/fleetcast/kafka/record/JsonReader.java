package dev.fleetcast.kafka.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.kafka.consumer.SkippedRecords;
import dev.fleetcast.threading.ThreadSafe;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the JSON records of one topic, which carry the version of their format: a record without one has version 1, and
 * a record of a later version than this release knows is skipped. A skipped record is counted, and logged once per
 * topic and reason.
 */
@ThreadSafe
public final class JsonReader {

    static final String VERSION = "v";

    private final int version;
    private final ObjectMapper json;
    private final SkippedRecords skipped;

    JsonReader(int version, ObjectMapper json, SkippedRecords skipped) {
        this.version = version;
        this.json = json;
        this.skipped = skipped;
    }

    /** Returns the value of a record; empty for one that is skipped. */
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
            return skip(record);
        }
    }

    /** Skips an invalid record. */
    public <T> Optional<T> skip(ConsumerRecord<byte[], byte[]> invalid) {
        skipped.invalid(invalid);
        return Optional.empty();
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
}
