package dev.fleetcast.channel.archive;

import dev.fleetcast.channel.log.ChannelConfig;
import dev.fleetcast.kafka.BatchWork;
import dev.fleetcast.kafka.GroupReader;
import dev.fleetcast.kafka.KafkaClients;
import dev.fleetcast.kafka.LogBreak;
import dev.fleetcast.kafka.TopicSource;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

/** Reads the topics of channels in the consumer group that all replicas share. */
@ApplicationScoped
class ArchiveReading {

    private static final String GROUP = "fleetcast-channels";

    private static final Map<String, Object> SETTINGS = BatchWork.settings(500);

    private final ArchivedTopics topics;
    private final ChannelConfig config;
    private final GroupReader reader;

    ArchiveReading(KafkaClients kafka, TopicSource source, ArchivedTopics topics, ChannelConfig config) {
        this.topics = topics;
        this.config = config;
        this.reader = new GroupReader(
                "channel-archive",
                () -> kafka.groupConsumer(GROUP, SETTINGS),
                Set.of(config.eventsTopic(), config.receiptsTopic(), config.presenceTopic()),
                source,
                this::continueAfter);
    }

    private void continueAfter(LogBreak at) {
        if (at.cause() == LogBreak.Cause.CUT) {
            at.next().forEach((partition, offset) -> {
                // Only partition 0 is archived.
                if (partition.partition() == 0) {
                    topics.cut(ArchivedLog.of(partition.topic(), config), offset);
                }
            });
        }
    }

    @Outgoing("channel-archive")
    Multi<Message<ConsumerRecords<byte[], byte[]>>> batches() {
        return reader.batches();
    }
}
