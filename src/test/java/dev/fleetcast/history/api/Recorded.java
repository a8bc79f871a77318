package dev.fleetcast.history.api;

import dev.fleetcast.ingest.shape.WorkedMapping;
import dev.fleetcast.testing.Feed;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A deployment that records, from its own consumer group, and reads the worked examples of docs/feeds.md. */
public final class Recorded implements QuarkusTestProfile {

    private static final String TOPICS = "fleetcast.ingest.topics";

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>();
        StringBuilder topics = new StringBuilder(Feed.TOPIC);
        for (String name : List.of("flat", "nested", "pairs")) {
            WorkedMapping example = WorkedMapping.of(name);
            settings.putAll(example.settings());
            topics.append(',').append(example.settings().get(TOPICS));
        }
        settings.put(TOPICS, topics.toString());
        settings.put("fleetcast.recorder.enabled", "true");
        // Days on which clocks change, whenever the tests run.
        settings.put("fleetcast.history.chunk-retention", "P3650D");
        return settings;
    }
}
