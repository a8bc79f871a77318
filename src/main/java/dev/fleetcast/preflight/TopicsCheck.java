package dev.fleetcast.preflight;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether each Kafka topic has one meaning: what is written to a topic that is the feed, too, comes back as telemetry. */
final class TopicsCheck implements Check {

    private static final String FEED = "fleetcast.ingest.topics";

    /** What nothing else may be written to. */
    private static final List<String> OWN = List.of(
            "fleetcast.ingest.dead-letter-topic",
            "fleetcast.ingest.last-known-topic",
            "fleetcast.access.sessions-topic",
            "fleetcast.cluster.streams-topic",
            "fleetcast.cluster.commands-topic",
            "fleetcast.cluster.marks-topic",
            "fleetcast.channel.events-topic",
            "fleetcast.channel.receipts-topic",
            "fleetcast.channel.presence-topic");

    @Override
    public List<Problem> problems(Settings settings) {
        Map<String, String> taken = new HashMap<>();
        settings.texts(FEED).forEach(topic -> taken.put(topic, FEED));
        List<Problem> problems = new ArrayList<>();
        for (String property : OWN) {
            settings.text(property).ifPresent(topic -> {
                String other = taken.putIfAbsent(topic, property);
                if (other != null) {
                    problems.add(new Problem(
                            property, "names the topic of " + Problem.variable(other) + "; each needs its own", ""));
                }
            });
        }
        return problems;
    }
}
