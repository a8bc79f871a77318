package dev.fleetcast.ingest;

import dev.fleetcast.ingest.ledger.LedgerOffsets;
import dev.fleetcast.ingest.ledger.TelemetryLedger;
import dev.fleetcast.ingest.record.FindingsTopic;
import dev.fleetcast.ingest.record.IngestConfig;
import dev.fleetcast.kafka.EachRecord;
import dev.fleetcast.kafka.KafkaClients;
import dev.fleetcast.kafka.RequiredTopics;
import dev.fleetcast.kafka.StartOffsets;
import dev.fleetcast.kafka.TopicCreation;
import dev.fleetcast.kafka.TopicReader;
import dev.fleetcast.kafka.TopicSource;
import dev.fleetcast.kafka.Topics;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.stream.Router;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import org.jboss.logging.Logger;

/**
 * Starts ingest step by step: waits for the topics and the registry, loads the last known positions, then reads the
 * feed from where they end. Each step waits without a time limit.
 */
@ApplicationScoped
class IngestStart implements RequiredTopics {

    private static final Logger LOG = Logger.getLogger(IngestStart.class);
    private static final int LAST_KNOWN_PARTITIONS = 6;

    private final IngestConfig config;
    private final KafkaClients kafka;
    private final TopicCreation topicCreation;
    private final TelemetryLedger ledger;
    private final Knowledge knowledge;
    private final TelemetryFeed feed;
    private final Router router;
    private final TopicReader lastKnownReader;
    private final TopicReader feedReader;
    private volatile Cancellable ledgerReading;

    IngestStart(
            IngestConfig config,
            FindingsTopic findings,
            KafkaClients kafka,
            TopicSource source,
            TopicCreation topicCreation,
            LastKnownLoad lastKnownLoad,
            TelemetryFeed feed,
            Router router,
            TelemetryLedger ledger,
            Knowledge knowledge) {
        this.config = config;
        this.kafka = kafka;
        this.topicCreation = topicCreation;
        this.ledger = ledger;
        this.knowledge = knowledge;
        this.feed = feed;
        this.router = router;
        PartitionLimit width = new PartitionLimit(() -> Quarkus.asyncExit(1));
        this.lastKnownReader = new TopicReader(
                "fleetcast-last-known",
                source,
                Set.of(config.lastKnownTopic()),
                StartOffsets.BEGINNING,
                new EachRecord(lastKnownLoad::load));
        Set<String> delivered = new HashSet<>(config.topics());
        delivered.add(findings.name());
        this.feedReader = new TopicReader(
                "fleetcast-feed",
                source,
                delivered,
                width.checking(lastKnownLoad.endingAt(
                        feed.startingAt(new LedgerOffsets(kafka, source, config.catchUpLimit())))),
                config.readInterval(),
                width.checking(feed));
    }

    @Override
    public Collection<NewTopic> describe(Topics topics) {
        List<NewTopic> described = new ArrayList<>();
        config.topics().forEach(topic -> described.add(topics.feed(topic)));
        if (!config.topics().contains(config.httpTopic())) {
            described.add(topics.feed(config.httpTopic()));
        }
        described.add(topics.single(config.deadLetterTopic()));
        described.add(topics.table(config.lastKnownTopic(), LAST_KNOWN_PARTITIONS));
        return described;
    }

    void start(@Observes StartupEvent started) {
        topicCreation
                .done()
                .thenRun(() -> knowledge.of(View.REGISTRY).subscribe().with(loaded -> loadLastKnown()));
    }

    void stop(@Observes ShutdownEvent stopping) {
        lastKnownReader.close();
        feedReader.close();
        if (ledgerReading != null) {
            ledgerReading.cancel();
        }
    }

    private void loadLastKnown() {
        lastKnownReader.start();
        lastKnownReader.caughtUp().thenRun(this::readFeed);
    }

    private void readFeed() {
        router.subscribeTo(feed.items());
        feedReader.start();
        feedReader.caughtUp().thenRun(() -> {
            knowledge.learned(View.FEED);
            LOG.info("Caught up with the telemetry feed");
        });
        ledgerReading = ledger.start();
    }
}
