package dev.fleetcast.kafka.record;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.kafka.consumer.SkippedRecords;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.inject.Singleton;
import java.util.function.Function;

/** Creates {@link JsonTopic}s and {@link JsonReader}s. */
@Singleton
public class JsonTopics {

    private final ObjectMapper json;
    private final SkippedRecords skipped;

    public JsonTopics(ObjectMapper json, SkippedRecords skipped) {
        this.json = json;
        this.skipped = skipped;
    }

    /** Creates a reader of a topic whose latest known version is {@code version}. */
    public JsonReader reader(int version) {
        return new JsonReader(version, json, skipped);
    }

    /** Like the other method, for records that are not written on behalf of one request. */
    public JsonTopic topic(int version, Function<Record<String, String>, Uni<Void>> out, int maxPending) {
        return topic(version, out, maxPending, "Kafka does not respond. Try again later.");
    }

    /**
     * Creates a topic.
     *
     * @param version the version of its records that this release writes, and the latest that it reads
     * @param out completes when Kafka has acknowledged the record
     * @param maxPending the maximum number of unacknowledged records
     * @param refusal the detail of the 503 problem of a write that fails
     */
    public JsonTopic topic(
            int version, Function<Record<String, String>, Uni<Void>> out, int maxPending, String refusal) {
        return new JsonTopic(version, false, json, reader(version), writer(out, maxPending, refusal));
    }

    /** Creates a topic whose records other systems read as well: they carry no version. */
    public JsonTopic published(Function<Record<String, String>, Uni<Void>> out, int maxPending, String refusal) {
        return new JsonTopic(1, true, json, reader(1), writer(out, maxPending, refusal));
    }

    private static BoundedWriter<Record<String, String>> writer(
            Function<Record<String, String>, Uni<Void>> out, int maxPending, String refusal) {
        return new BoundedWriter<>(out, JsonTopic::size, maxPending, refusal);
    }
}
