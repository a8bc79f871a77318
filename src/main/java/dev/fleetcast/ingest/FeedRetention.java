package dev.fleetcast.ingest;

import dev.fleetcast.ingest.record.IngestConfig;
import dev.fleetcast.kafka.TopicCreation;
import dev.fleetcast.kafka.TopicLookup;
import dev.fleetcast.stream.spi.ResumeConfig;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Warns at startup if Kafka retains the feed for less time than the promised resume window of streams. */
@ApplicationScoped
class FeedRetention {

    private static final Logger LOG = Logger.getLogger(FeedRetention.class);

    private final TopicCreation topicCreation;
    private final TopicLookup topics;
    private final IngestConfig ingest;
    private final Duration promised;

    FeedRetention(TopicCreation topicCreation, TopicLookup topics, IngestConfig ingest, ResumeConfig resume) {
        this.topicCreation = topicCreation;
        this.topics = topics;
        this.ingest = ingest;
        this.promised = resume.maxAge();
    }

    void look(@Observes StartupEvent started) {
        // Asynchronous: startup does not depend on it.
        topicCreation.done().thenRunAsync(this::ask, Infrastructure.getDefaultWorkerPool());
    }

    private void ask() {
        try {
            warnings(topics.retentions(ingest.topics()), promised).forEach(LOG::warn);
        } catch (KafkaException unknown) {
            // The Kafka user may lack the permission, and nothing depends on the answer.
            LOG.debug("Cannot read the retention of the feed from Kafka", unknown);
        }
    }

    static List<String> warnings(Map<String, Duration> retentions, Duration promised) {
        return retentions.entrySet().stream()
                .filter(topic -> topic.getValue().compareTo(promised) <= 0)
                .map(topic ->
                        "Kafka keeps %s for %s, not longer than FLEETCAST_RESUME_MAX_AGE=%s: streams that come back later have a gap"
                                .formatted(topic.getKey(), topic.getValue(), promised))
                .sorted()
                .toList();
    }
}
