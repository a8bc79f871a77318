package dev.fleetcast.device.event.log;

import dev.fleetcast.device.DeviceConfig;
import dev.fleetcast.device.Devices;
import dev.fleetcast.device.event.DeviceEvent;
import dev.fleetcast.device.event.EventMetrics;
import dev.fleetcast.device.event.EventRates;
import dev.fleetcast.device.event.UnusableEventException;
import dev.fleetcast.kafka.BatchHandler;
import dev.fleetcast.kafka.LogBreak;
import dev.fleetcast.kafka.TopicCreation;
import dev.fleetcast.kafka.TopicReader;
import dev.fleetcast.kafka.TopicSource;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads the topic of device events on its own thread, from its end at the start of this replica: streams read what is
 * older themselves.
 */
@ApplicationScoped
class EventReader implements BatchHandler {

    private static final Logger LOG = Logger.getLogger(EventReader.class);
    /** Many events at once cost less than as many batches; this delay is too short to notice. */
    private static final Duration INTERVAL = Duration.ofMillis(5);

    private static final long ID_PATIENCE_MILLIS = 5_000;

    private final String topic;
    private final TopicSource source;
    private final TopicCreation creation;
    private final EventLog log;
    private final EventCursors cursors;
    private final Devices devices;
    private final Knowledge knowledge;
    private final LastHeard heard;
    private final EventRates rates;
    private final EventMetrics metrics;
    private final Event<LogGrown> grown;
    private final TopicReader reader;
    private boolean begun;

    EventReader(
            DeviceConfig config,
            TopicSource source,
            TopicCreation creation,
            EventLog log,
            EventCursors cursors,
            Devices devices,
            Knowledge knowledge,
            LastHeard heard,
            EventRates rates,
            EventMetrics metrics,
            Event<LogGrown> grown) {
        this.topic = config.eventsTopic();
        this.source = source;
        this.creation = creation;
        this.log = log;
        this.cursors = cursors;
        this.devices = devices;
        this.knowledge = knowledge;
        this.heard = heard;
        this.rates = rates;
        this.metrics = metrics;
        this.grown = grown;
        this.reader =
                new TopicReader("fleetcast-device-events", source, Set.of(topic), this::startOffsets, INTERVAL, this);
    }

    void start(@Observes StartupEvent started) {
        // The devices of events must be known when they are read.
        reader.caughtUp().thenRun(() -> knowledge.learned(View.DEVICE_EVENTS));
        knowledge.of(View.REGISTRY).subscribe().with(known -> creation.done().thenRun(reader::start));
    }

    void stop(@Observes ShutdownEvent stopping) {
        reader.close();
    }

    @Override
    public void handle(ConsumerRecords<byte[], byte[]> batch) {
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            take(record);
        }
        grown.fire(new LogGrown());
    }

    @Override
    public void broken(LogBreak at) {
        if (at.cause() == LogBreak.Cause.RECREATED) {
            source.idOf(topic).ifPresent(cursors::areOf);
        }
        Map<Integer, Long> offsets = new HashMap<>();
        at.next().forEach((partition, offset) -> offsets.put(partition.partition(), offset));
        log.breakAt(offsets);
        grown.fire(new LogGrown());
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            ReadEvent read = ReadEvent.of(record, devices);
            log.add(read);
            if (read.event().origin() == DeviceEvent.Origin.DEVICE) {
                heard.heard(read.coreid(), read.event().publishedAt());
                rates.read(read.coreid(), record);
            }
            metrics.read();
        } catch (UnusableEventException unusable) {
            // It goes to the dead letters, once per deployment.
            log.skip(record.partition(), record.offset());
        } catch (RuntimeException unforeseen) {
            LOG.errorf(unforeseen, "%s: record %d cannot be handled and is left out", topic, (Object) record.offset());
            log.skip(record.partition(), record.offset());
        }
    }

    /** At first the end; partitions that are found later are new, and read whole. */
    private Map<TopicPartition, Long> startOffsets(
            Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        if (!begun) {
            cursors.areOf(topicId());
        }
        Map<TopicPartition, Long> starts =
                new HashMap<>(begun ? consumer.beginningOffsets(partitions) : consumer.endOffsets(partitions));
        Map<Integer, Long> offsets = new HashMap<>();
        starts.forEach((partition, offset) -> offsets.put(partition.partition(), offset));
        log.begin(offsets);
        begun = true;
        return starts;
    }

    /** Kafka's id of the topic, without which no cursor can be read. */
    private String topicId() {
        long deadline =
                System.nanoTime() + Duration.ofMillis(ID_PATIENCE_MILLIS).toNanos();
        Optional<String> id = source.idOf(topic);
        while (id.isEmpty() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            id = source.idOf(topic);
        }
        return id.orElseThrow(() -> new KafkaException("the id of topic " + topic + " is not known yet"));
    }
}
