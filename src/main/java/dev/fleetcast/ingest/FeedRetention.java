package dev.fleetcast.ingest;

import dev.fleetcast.kafka.TopicCreation;
import dev.fleetcast.kafka.TopicLookup;
import dev.fleetcast.stream.ResumeConfig;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Warns at start when Kafka keeps the feed for less time than streams are promised what they have missed. */
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
        // Beside the start, which has nothing to wait for here.
        topicCreation.done().thenRunAsync(this::ask, Infrastructure.getDefaultWorkerPool());
    }

    private void ask() {
        try {
            warnings(topics.retentions(ingest.topics()), promised).forEach(LOG::warn);
        } catch (KafkaException unknown) {
            // Not everybody may ask, and nothing depends on it.
            LOG.debug("Kafka does not tell how long it keeps the feed", unknown);
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
