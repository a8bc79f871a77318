package dev.fleetcast.testing;

import dev.fleetcast.kafka.consumer.SkippedRecords;
import dev.fleetcast.kafka.record.JsonTopics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.reactive.messaging.kafka.Record;

/** JSON topics without a broker: keeps what is written, and counts what a reader skips. */
public final class JsonRecords {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RecordingEmitter<Record<String, String>> out = new RecordingEmitter<>();
    private final JsonTopics topics = new JsonTopics(GoldenRecords.JSON, new SkippedRecords(registry));

    public JsonTopics topics() {
        return topics;
    }

    /** The channel to write to. */
    public RecordingEmitter<Record<String, String>> out() {
        return out;
    }

    /** The last written record. */
    public Record<String, String> last() {
        return out.sent().get(out.sent().size() - 1);
    }

    /** The number of records skipped for that reason. */
    public double skipped(String reason) {
        return registry.find("fleetcast.kafka.skipped").tag("reason", reason).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
