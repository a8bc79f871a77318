package dev.fleetcast.ingest.split;

import dev.fleetcast.ingest.record.IngestConfig;
import dev.fleetcast.ingest.record.IngestMetrics;
import dev.fleetcast.ingest.shape.RecordSplit;
import dev.fleetcast.ingest.shape.SplitConfig;
import dev.fleetcast.ingest.split.Splitter.Target;
import dev.fleetcast.kafka.KafkaClients;
import dev.fleetcast.kafka.RequiredTopics;
import dev.fleetcast.kafka.TopicCreation;
import dev.fleetcast.kafka.Topics;
import dev.fleetcast.replica.ThisReplica;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;

/** Starts splitting when there are topics to split, and both they and their targets exist. */
@ApplicationScoped
class SplitStart implements RequiredTopics {

    private final Map<String, Target> targets = new HashMap<>();
    private final TopicCreation creation;
    private final Splitter splitter;

    SplitStart(
            IngestConfig config,
            KafkaClients kafka,
            TopicCreation creation,
            ThisReplica replica,
            IngestMetrics metrics) {
        this.creation = creation;
        config.splits().forEach((topic, split) -> targets.put(topic, target(topic, split, config)));
        this.splitter = new Splitter(
                targets, config.deadLetterTopic(), kafka, "fleetcast-split-" + replica.id(), metrics::deadLetters);
    }

    private static Target target(String topic, SplitConfig split, IngestConfig config) {
        String setting = "fleetcast.ingest.splits.\"" + topic + "\"";
        if (config.topics().contains(topic)) {
            throw new IllegalArgumentException(setting + ": " + topic
                    + " must not be in fleetcast.ingest.topics, only the topic it is split into");
        }
        if (!config.topics().contains(split.into())) {
            throw new IllegalArgumentException(
                    setting + ".into: " + split.into() + " must be in fleetcast.ingest.topics");
        }
        try {
            return new Target(new RecordSplit(split.records()), split.into());
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    setting + ".records must be a JSON pointer to an array in an object, such as /positions", wrong);
        }
    }

    /** The targets are topics of the feed, which others describe. */
    @Override
    public Collection<NewTopic> describe(Topics topics) {
        return targets.keySet().stream().map(topics::feed).toList();
    }

    void start(@Observes StartupEvent started) {
        if (!targets.isEmpty()) {
            creation.done().thenRun(splitter::start);
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        splitter.close();
    }
}
