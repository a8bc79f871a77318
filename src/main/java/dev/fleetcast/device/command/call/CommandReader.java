package dev.fleetcast.device.command.call;

import dev.fleetcast.device.command.Command;
import dev.fleetcast.device.command.CommandConfig;
import dev.fleetcast.device.command.CommandJson;
import dev.fleetcast.device.command.CommandMetrics;
import dev.fleetcast.device.command.CommandWriter;
import dev.fleetcast.device.command.call.OpenCommands.Worth;
import dev.fleetcast.device.command.stream.CommandStream;
import dev.fleetcast.device.command.stream.CommandStreams;
import dev.fleetcast.device.command.stream.Delivery;
import dev.fleetcast.device.command.stream.DeviceStreams;
import dev.fleetcast.device.command.stream.QueueDue;
import dev.fleetcast.kafka.TopicCreation;
import dev.fleetcast.kafka.TopicReader;
import dev.fleetcast.kafka.TopicSource;
import dev.fleetcast.kafka.consumer.Unread;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.replica.Background;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;

/** Reads the topics of commands on its own thread, and hands commands and answers to those who wait for them. */
@ApplicationScoped
class CommandReader {

    private static final Logger LOG = Logger.getLogger(CommandReader.class);
    private static final Duration SWEEP = Duration.ofSeconds(1);
    /** Older calls have expired, and are no longer repeated. */
    private static final Duration LOOK_BACK = Duration.ofSeconds(60);

    private final CommandConfig config;
    private final OpenCommands open;
    private final DeviceStreams devices;
    private final CommandStreams streams;
    private final Answers answers;
    private final CommandMetrics metrics;
    private final Event<QueueDue> queued;
    private final TopicCreation topics;
    private final Knowledge knowledge;
    private final TopicReader reader;
    private final Background sweeper = new Background("fleetcast-open-commands");

    CommandReader(
            CommandConfig config,
            TopicSource source,
            OpenCommands open,
            DeviceStreams devices,
            CommandStreams streams,
            Answers answers,
            CommandMetrics metrics,
            Event<QueueDue> queued,
            TopicCreation topics,
            Knowledge knowledge) {
        this.config = config;
        this.open = open;
        this.devices = devices;
        this.streams = streams;
        this.answers = answers;
        this.metrics = metrics;
        this.queued = queued;
        this.topics = topics;
        this.knowledge = knowledge;
        this.reader = new TopicReader(
                "fleetcast-device-commands",
                source,
                Set.of(config.commandsTopic(), config.commandResultsTopic(), config.deviceStreamsTopic()),
                this::startOffsets,
                this::read);
    }

    void start(@Observes StartupEvent started) {
        reader.caughtUp().thenRun(() -> knowledge.learned(View.COMMANDS));
        topics.done().thenRun(reader::start);
        sweeper.every(SWEEP, () -> open.sweep(Instant.now()));
    }

    void stop(@Observes ShutdownEvent stopping) {
        sweeper.close();
        reader.close();
    }

    /** Gives a new stream the calls that wait; whatever it is given twice is written once. */
    void opened(@Observes QueueDue stream) {
        streams.of(stream.coreid())
                .ifPresent(own -> open.due(stream.coreid(), Instant.now()).forEach(own::offer));
    }

    private Map<TopicPartition, Long> startOffsets(
            Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> starts = new HashMap<>(consumer.beginningOffsets(partitions));
        Map<TopicPartition, Long> recent = partitions.stream()
                .filter(partition -> !partition.topic().equals(config.deviceStreamsTopic()))
                .collect(Collectors.toMap(
                        partition -> partition, partition -> System.currentTimeMillis() - LOOK_BACK.toMillis()));
        starts.putAll(consumer.endOffsets(recent.keySet()));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(recent);
        found.forEach((partition, first) -> {
            if (first != null) {
                starts.merge(partition, first.offset(), Math::min);
            }
        });
        return starts;
    }

    /** Commands first: an answer in the same batch may belong to one of them. */
    private void read(ConsumerRecords<byte[], byte[]> batch) {
        batch.records(config.deviceStreamsTopic()).forEach(record -> read(record, this::stream));
        batch.records(config.commandsTopic()).forEach(record -> read(record, this::command));
        batch.records(config.commandResultsTopic()).forEach(record -> read(record, this::answer));
    }

    /** An unexpected failure skips one record, not the batch. */
    private void read(
            ConsumerRecord<byte[], byte[]> record,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        try {
            if (Unread.is(record) || record.key() == null) {
                metrics.unreadable();
            } else {
                handler.accept(record);
            }
        } catch (RuntimeException failed) {
            metrics.unreadable();
            LOG.debugf(failed, "%s: cannot handle record %d", record.topic(), (Object) record.offset());
        }
    }

    private void stream(ConsumerRecord<byte[], byte[]> record) {
        String coreid = key(record);
        Optional<CommandStream> own = streams.of(coreid);
        boolean newer = devices.heard(record, own.orElse(null));
        if (newer) {
            own.ifPresent(CommandStream::end);
        }
        if (devices.isElsewhere(coreid)) {
            open.areElsewhere(coreid);
        }
    }

    private void command(ConsumerRecord<byte[], byte[]> record) {
        Optional<Command> read = CommandJson.command(key(record), record.value());
        if (read.isEmpty()) {
            metrics.unreadable();
            return;
        }
        Command command = read.get();
        switch (command.kind()) {
            case QUEUED -> queued.fire(new QueueDue(command.coreid()));
            case ACK -> confirm(command);
            case CALL, VARIABLE -> call(command, header(record, CommandWriter.CALLER));
        }
    }

    private void confirm(Command command) {
        if (!command.hasExpired(Instant.now())) {
            answers.ack(command);
            streams.of(command.coreid()).ifPresent(stream -> stream.offer(new AckDelivery(command)));
        }
    }

    private void call(Command command, String caller) {
        if (command.hasExpired(Instant.now().minus(OpenCommands.REMEMBERED))) {
            return;
        }
        Optional<OpenCommand> entered = open.enter(command, caller);
        if (entered.isEmpty()) {
            metrics.untracked();
            return;
        }
        if (devices.isElsewhere(command.coreid())) {
            entered.get().isElsewhere();
        }
        streams.of(command.coreid()).ifPresent(stream -> stream.offer(entered.get()));
    }

    private void answer(ConsumerRecord<byte[], byte[]> record) {
        Optional<CommandJson.Answered> read = CommandJson.answered(record.value(), Instant.now());
        if (read.isEmpty()) {
            metrics.unreadable();
            return;
        }
        Worth worth =
                open.answered(key(record), read.get().commandId(), read.get().answer(), Instant.now());
        answers.read(header(record, CommandWriter.TAKEN), worth);
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.US_ASCII);
    }

    /** Written while it has not expired. */
    private record AckDelivery(Command command) implements Delivery {

        @Override
        public boolean begin(Instant now) {
            return !command.hasExpired(now);
        }

        @Override
        public void written() {
            // A confirmation has no caller.
        }

        @Override
        public void dropped() {
            // The device sends its event again.
        }
    }
}
