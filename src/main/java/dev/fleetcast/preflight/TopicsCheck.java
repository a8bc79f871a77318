package dev.fleetcast.preflight;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks that each Kafka topic has one purpose: records written to a feed topic would come back as telemetry. */
final class TopicsCheck implements Check {

    private static final String FEED = "fleetcast.ingest.topics";

    /** Topics that must not be shared. */
    private static final List<String> OWN = List.of(
            "fleetcast.ingest.dead-letter-topic",
            "fleetcast.ingest.last-known-topic",
            "fleetcast.access.sessions-topic",
            "fleetcast.cluster.streams-topic",
            "fleetcast.cluster.commands-topic",
            "fleetcast.cluster.marks-topic",
            "fleetcast.channel.events-topic",
            "fleetcast.channel.receipts-topic",
            "fleetcast.channel.presence-topic",
            "fleetcast.recorder.trips-topic",
            "fleetcast.recorder.current-trips-topic");

    @Override
    public List<ConfigProblem> problems(Settings settings) {
        Map<String, String> taken = new HashMap<>();
        settings.texts(FEED).forEach(topic -> taken.put(topic, FEED));
        List<ConfigProblem> problems = new ArrayList<>();
        for (String property : OWN) {
            settings.text(property).ifPresent(topic -> {
                String other = taken.putIfAbsent(topic, property);
                if (other != null) {
                    problems.add(new ConfigProblem(
                            property,
                            "names the topic of " + ConfigProblem.variable(other) + "; each needs its own",
                            ""));
                }
            });
        }
        return problems;
    }
}
