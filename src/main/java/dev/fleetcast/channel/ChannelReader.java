package dev.fleetcast.channel;

import dev.fleetcast.channel.archive.ChannelArchive;
import dev.fleetcast.channel.feed.FeedRegistry;
import dev.fleetcast.channel.log.ChannelConfig;
import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.channel.log.ChannelLog;
import dev.fleetcast.channel.log.ChannelMetrics;
import dev.fleetcast.channel.log.ChannelWriter;
import dev.fleetcast.channel.log.EventRecords;
import dev.fleetcast.channel.log.LogPosition;
import dev.fleetcast.channel.presence.Presence;
import dev.fleetcast.channel.receipt.Receipts;
import dev.fleetcast.kafka.BatchHandler;
import dev.fleetcast.kafka.LogBreak;
import dev.fleetcast.kafka.TopicCreation;
import dev.fleetcast.kafka.TopicReader;
import dev.fleetcast.kafka.TopicSource;
import dev.fleetcast.kafka.consumer.Unread;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Reads the topics of channels on its own thread and dispatches their records. */
@ApplicationScoped
class ChannelReader {

    private static final Logger LOG = Logger.getLogger(ChannelReader.class);
    private static final long RETRY_MILLIS = 500;
    /**
     * The number of archived events that are read again: two publishers may have used the same id just before startup.
     */
    private static final long LOOK_BACK = 1_000;

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final ChannelConfig config;
    private final EventRecords records;
    private final TopicCreation topics;
    private final ChannelArchive archive;
    private final ChannelLog log;
    private final ChannelWriter writer;
    private final FeedRegistry feeds;
    private final Receipts receipts;
    private final Presence presence;
    private final ChannelMetrics metrics;
    private final Knowledge knowledge;
    private final TopicReader reader;
    private volatile Beginning beginning;
    private volatile boolean stopping;
    private final Thread starter = new Thread(this::startReading, "fleetcast-channels-start");

    /**
     * Where reading starts, according to the database.
     *
     * @param archived the offset before which all events are archived
     */
    private record Beginning(LogPosition positions, long archived, long eventsOffset, long receiptsOffset) {}

    ChannelReader(
            ChannelConfig config,
            TopicSource source,
            EventRecords records,
            TopicCreation topics,
            ChannelArchive archive,
            ChannelLog log,
            ChannelWriter writer,
            FeedRegistry feeds,
            Receipts receipts,
            Presence presence,
            ChannelMetrics metrics,
            Knowledge knowledge) {
        this.config = config;
        this.records = records;
        this.topics = topics;
        this.archive = archive;
        this.log = log;
        this.writer = writer;
        this.feeds = feeds;
        this.receipts = receipts;
        this.presence = presence;
        this.metrics = metrics;
        this.knowledge = knowledge;
        this.reader = new TopicReader(
                "fleetcast-channels",
                source,
                Set.of(config.eventsTopic(), config.receiptsTopic(), config.presenceTopic()),
                this::startOffsets,
                new BatchHandler() {

                    @Override
                    public void handle(ConsumerRecords<byte[], byte[]> batch) {
                        read(batch);
                    }

                    @Override
                    public void broken(LogBreak at) {
                        continueAfter(at);
                    }
                });
    }

    void start(@Observes StartupEvent started) {
        starter.setDaemon(true);
        reader.caughtUp().thenRun(() -> knowledge.learned(View.CHANNELS));
        topics.done().thenRun(starter::start);
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        stopping = true;
        starter.interrupt();
        starter.join(STOP_PATIENCE.toMillis());
        reader.close();
    }

    /** Waits for the start positions from the database, then starts the reader. */
    private void startReading() {
        while (!stopping && beginning == null) {
            try {
                LogPosition positions = archive.logPosition();
                // Read before the open receipts are loaded, or receipts archived meanwhile would be missed.
                long receiptsOffset = archive.receiptsEnd();
                receipts.load();
                long next = positions.offset(archive.end());
                // Records from before a generation have positions in the former one.
                long start = Math.max(next - LOOK_BACK, Math.min(next, archive.logStart()));
                beginning = new Beginning(positions, next, start, receiptsOffset);
            } catch (RuntimeException away) {
                LOG.debug("Cannot read the archive of channels yet", away);
                pause();
            }
        }
        if (!stopping) {
            reader.start();
        }
    }

    private void continueAfter(LogBreak at) {
        if (at.next().containsKey(new TopicPartition(config.presenceTopic(), 0))) {
            presence.reportAgain();
        }
        Long offset = at.next().get(new TopicPartition(config.eventsTopic(), 0));
        if (offset != null) {
            untilDone(() -> {
                switch (at.cause()) {
                    case RECREATED -> beginAgain();
                    case CUT -> continueAfterCut(offset);
                    case EXPIRED -> {
                        // The archive has the events, unless Kafka has deleted them before any replica read them.
                    }
                }
            });
        }
    }

    /** The events of a recreated topic follow those of the former one. */
    private void beginAgain() {
        beginning = new Beginning(archive.renewedLogPosition(), 0, 0, 0);
        log.skip(beginning.positions().of(0) - 1);
    }

    /** The events at offsets that Kafka gives out again follow those that had these offsets before. */
    private void continueAfterCut(long offset) {
        LogPosition positions = archive.logPositionAfterCut(beginning.positions(), offset);
        beginning = new Beginning(positions, offset, offset, beginning.receiptsOffset());
        if (archive.logStart() < offset) {
            // Another replica noticed first: what it has read since is in the archive.
            log.beginAt(positions.of(offset));
        } else {
            log.skip(positions.of(offset) - 1);
        }
    }

    private void untilDone(Runnable registration) {
        boolean done = false;
        while (!done && !stopping) {
            try {
                registration.run();
                done = true;
            } catch (RuntimeException away) {
                LOG.debug("Cannot register the changed topic in the archive yet", away);
                pause();
            }
        }
    }

    private Map<TopicPartition, Long> startOffsets(
            Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> starts = new HashMap<>(beginnings);
        for (TopicPartition partition : partitions) {
            if (partition.topic().equals(config.eventsTopic())) {
                if (partition.partition() == 0 && ends.get(partition) < beginning.archived()) {
                    continueAfterCut(ends.get(partition));
                }
                long start = Math.max(beginning.eventsOffset(), beginnings.get(partition));
                starts.put(partition, start);
                log.beginAt(beginning.positions().of(start));
            } else if (partition.topic().equals(config.receiptsTopic())) {
                starts.put(partition, Math.max(beginning.receiptsOffset(), beginnings.get(partition)));
            }
        }
        return starts;
    }

    private void read(ConsumerRecords<byte[], byte[]> batch) {
        Set<String> changed = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            // Only partition 0 is written; an operator may have added more.
            if (record.partition() == 0) {
                read(record, changed);
            }
        }
        feeds.wake(changed);
    }

    /** An unexpected failure skips one record, not the batch. */
    private void read(ConsumerRecord<byte[], byte[]> record, Set<String> changed) {
        try {
            if (record.topic().equals(config.eventsTopic())) {
                readEvent(record, changed);
            } else if (Unread.is(record)) {
                metrics.unreadable();
            } else if (record.topic().equals(config.receiptsTopic())) {
                receipts.heard(record);
            } else {
                presence.heard(record);
            }
        } catch (RuntimeException failed) {
            metrics.unreadable();
            LOG.debugf(failed, "%s: cannot handle record %d", record.topic(), (Object) record.offset());
        }
    }

    private void readEvent(ConsumerRecord<byte[], byte[]> record, Set<String> changed) {
        long position = beginning.positions().of(record.offset());
        Optional<ChannelEvent> read = records.read(record, beginning.positions());
        if (read.isEmpty()) {
            metrics.unreadable();
            log.skip(position);
            return;
        }
        ChannelEvent event = read.get();
        boolean isNew = log.append(event);
        if (isNew) {
            metrics.read();
            changed.add(event.channel());
            if (event.content().receipt() != null) {
                receipts.published(event);
            }
        }
        writer.arrived(record.headers(), isNew);
    }

    private synchronized void pause() {
        try {
            wait(RETRY_MILLIS);
        } catch (InterruptedException stopped) {
            stopping = true;
        }
    }
}
