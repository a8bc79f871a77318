package dev.fleetcast.cluster.topic;

import dev.fleetcast.kafka.EachRecord;
import dev.fleetcast.kafka.TopicReader;
import dev.fleetcast.kafka.TopicSource;
import dev.fleetcast.kafka.record.JsonTopic;
import dev.fleetcast.kafka.record.JsonTopics;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.replica.ThisReplica;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** The commands topic. The key of a record names its recipient, so that replicas do not parse records for others. */
@ApplicationScoped
public class CommandsTopic {

    /**
     * How far back a new replica starts to read, so that it knows all live replicas before it answers calls. Clocks may
     * differ, so a replica missing there is not considered dead.
     */
    private static final Duration LOOK_BACK = Duration.ofSeconds(10);

    private static final int MAX_PENDING = 20_000;
    private static final String ALL = "*";
    /** The previous release knows no notices, and skips records that are not for it. */
    private static final String ALL_SINCE_NOTICES = "*notices";

    private final ClusterConfig config;
    private final ReplicaId me;
    private final TopicSource source;
    private final JsonTopic topic;

    /** Receives commands on the reader's thread. */
    @FunctionalInterface
    public interface Handler {

        void heard(Command command);
    }

    public CommandsTopic(
            ClusterConfig config,
            ThisReplica me,
            TopicSource source,
            JsonTopics topics,
            @Channel("stream-commands-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<Record<String, String>> out) {
        this.config = config;
        this.me = me.id();
        this.source = source;
        this.topic = topics.topic(Command.VERSION, out::send, MAX_PENDING);
    }

    /** Sends to all replicas, including this one; see {@link JsonTopic#write}. */
    public Uni<Void> send(Command command) {
        return topic.write(command.kind() == Command.Kind.NOTICE ? ALL_SINCE_NOTICES : ALL, command);
    }

    /** Sends to one replica; see {@link JsonTopic#write}. */
    public Uni<Void> send(ReplicaId to, Command command) {
        return topic.write(to.value(), command);
    }

    /** The problem of a command that Kafka does not acknowledge. */
    public RuntimeException unavailable() {
        return topic.unavailable();
    }

    /** A reader, not yet started, of the commands for this replica. */
    public TopicReader reader(Handler handler) {
        return new TopicReader(
                "fleetcast-commands",
                source,
                Set.of(config.commandsTopic()),
                CommandsTopic::recent,
                new EachRecord(read -> accept(read, handler)));
    }

    private static Map<TopicPartition, Long> recent(
            Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        long since = System.currentTimeMillis() - LOOK_BACK.toMillis();
        Map<TopicPartition, Long> starts = new HashMap<>(consumer.endOffsets(partitions));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> since)));
        found.forEach((partition, first) -> {
            if (first != null) {
                starts.merge(partition, first.offset(), Math::min);
            }
        });
        return starts;
    }

    /** Passes on a command for this replica. */
    void accept(ConsumerRecord<byte[], byte[]> read, Handler handler) {
        if (isForMe(read.key())) {
            topic.read(read, Command.class).ifPresent(handler::heard);
        }
    }

    private boolean isForMe(byte[] key) {
        String to = key == null ? "" : new String(key, StandardCharsets.US_ASCII);
        return to.equals(ALL) || to.equals(ALL_SINCE_NOTICES) || to.equals(me.value());
    }
}
