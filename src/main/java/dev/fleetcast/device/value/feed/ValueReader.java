package dev.fleetcast.device.value.feed;

import dev.fleetcast.device.value.ValueConfig;
import dev.fleetcast.device.value.ValueRecord;
import dev.fleetcast.kafka.EachRecord;
import dev.fleetcast.kafka.TopicCreation;
import dev.fleetcast.kafka.TopicReader;
import dev.fleetcast.kafka.TopicSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;

/** Learns of changes that were made at any replica, from now on: the feeds read what is older from the database. */
@ApplicationScoped
class ValueReader {

    private final TopicReader reader;
    private final TopicCreation topics;
    private final ValueFeeds feeds;

    ValueReader(ValueConfig config, TopicSource source, TopicCreation topics, ValueFeeds feeds) {
        this.topics = topics;
        this.feeds = feeds;
        this.reader = new TopicReader(
                "fleetcast-values",
                source,
                Set.of(config.valuesTopic()),
                Consumer::endOffsets,
                new EachRecord(
                        record -> ValueRecord.read(record.value()).ifPresent(feeds::changed),
                        cut -> feeds.lookAgain()));
    }

    void start(@Observes StartupEvent started) {
        // What was written before the reading began may have been missed.
        reader.caughtUp().thenRun(feeds::lookAgain);
        topics.done().thenRun(reader::start);
    }

    void stop(@Observes ShutdownEvent stopping) {
        reader.close();
    }
}
