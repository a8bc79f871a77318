package dev.fleetcast.kafka;

import dev.fleetcast.kafka.consumer.Unread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

/**
 * Reads topics with a consumer group, on its own thread, for a channel of Reactive Messaging: a message is a batch, and
 * its acknowledgement commits the offsets; its metadata contain a {@link ReadRange}. The next owner of a partition reads
 * unacknowledged records again. Neither an unreadable record, see {@link Unread}, nor any other failure stops it. Reads a
 * recreated topic from its beginning; if the log was truncated or records were deleted, continues with the next record
 * there is, and logs it.
 */
public final class GroupReader {

    private static final Logger LOG = Logger.getLogger(GroupReader.class);
    /** Whatever there is to do ends it: records, the end of the reading, and a recreated topic. */
    private static final Duration POLL = Duration.ofSeconds(5);
    /** The poll timeout while a batch is not committed yet: its acknowledgement does not end a poll. */
    private static final Duration UNCOMMITTED_POLL = Duration.ofMillis(500);
    /** The poll timeout while the subscriber requests nothing: polling keeps the group membership alive. */
    private static final Duration IDLE_POLL = Duration.ofMillis(50);

    private static final Duration LAST_COMMIT = Duration.ofSeconds(1);

    private final String channel;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Set<String> topics;
    private final TopicSource source;
    private final GroupOffsets offsets;
    private final java.util.function.Consumer<LogBreak> breaks;
    private final Queue<Batch> waiting = new ArrayDeque<>();
    private final ConsumerThread thread;
    private volatile MultiEmitter<? super Message<ConsumerRecords<byte[], byte[]>>> out;

    private record Batch(ConsumerRecords<byte[], byte[]> records, ReadRange range) {}

    /** Like the other constructor, for a handler that need not know when the log does not continue. */
    public GroupReader(
            String channel, Supplier<Consumer<byte[], byte[]>> consumers, Set<String> topics, TopicSource source) {
        this(channel, consumers, topics, source, at -> {});
    }

    /**
     * @param channel names the thread, for logs and dumps
     * @param consumers creates the consumer, see {@link KafkaClients#groupConsumer}
     * @param source knows Kafka's ids of topics
     * @param breaks handles a log that was truncated, or whose records were deleted, before the records after the break
     *     are read; called again if it fails
     */
    public GroupReader(
            String channel,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Set<String> topics,
            TopicSource source,
            java.util.function.Consumer<LogBreak> breaks) {
        this(channel, consumers, topics, source, breaks, StoredOffsets.NONE);
    }

    /** @param stored where to begin, whatever is committed */
    public GroupReader(
            String channel,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Set<String> topics,
            TopicSource source,
            java.util.function.Consumer<LogBreak> breaks,
            StoredOffsets stored) {
        this.channel = channel;
        this.consumers = consumers;
        this.topics = topics;
        this.source = source;
        this.breaks = breaks;
        this.offsets = new GroupOffsets(topics, source::idOf, stored);
        this.thread = new ConsumerThread("fleetcast-" + channel, this::read);
    }

    /** True if the committed offset belongs to a former topic of that name, see {@link TopicSource#idOf}. */
    public static boolean isVoid(OffsetAndMetadata committed, String topicId) {
        return !GroupOffsets.isOf(topicId, committed);
    }

    /** Returns the batches, read from subscription to cancellation; for one subscriber. */
    public Multi<Message<ConsumerRecords<byte[], byte[]>>> batches() {
        return Multi.createFrom()
                .<Message<ConsumerRecords<byte[], byte[]>>>emitter(this::start, BackPressureStrategy.ERROR);
    }

    private void start(MultiEmitter<? super Message<ConsumerRecords<byte[], byte[]>>> subscriber) {
        out = subscriber;
        subscriber.onTermination(thread::stop);
        thread.start();
    }

    private void read() {
        if (!offsets.begin()) {
            thread.pause();
            return;
        }
        Runnable unwatch = () -> {};
        try (Consumer<byte[], byte[]> opened = thread.use(consumers.get())) {
            // Before the ids are compared: then no change of them is missed.
            unwatch = source.whenRecreated(topics, thread::beginAgain);
            waiting.clear();
            opened.subscribe(topics, new Assignment(opened));
            while (!thread.isStopping() && offsets.recreated().isEmpty()) {
                step(opened);
                thread.progressed();
            }
        } finally {
            unwatch.run();
        }
    }

    private void step(Consumer<byte[], byte[]> consumer) {
        commit(consumer);
        boolean wanted = out.requested() > 0 && waiting.isEmpty();
        if (wanted) {
            consumer.resume(consumer.paused());
        } else {
            consumer.pause(consumer.assignment());
        }
        try {
            keep(consumer.poll(pollTime(wanted)));
        } catch (OffsetOutOfRangeException outside) {
            leaveRange(consumer, outside);
            return;
        }
        if (out.requested() > 0 && !waiting.isEmpty()) {
            out.emit(message(waiting.remove()));
        }
    }

    private Duration pollTime(boolean wanted) {
        if (!wanted) {
            return IDLE_POLL;
        }
        return offsets.areTaken() ? POLL : UNCOMMITTED_POLL;
    }

    /** Newly assigned partitions return records even while the others are paused. */
    private void keep(ConsumerRecords<byte[], byte[]> batch) {
        offsets.polled(batch);
        if (!batch.isEmpty()) {
            waiting.add(new Batch(batch, offsets.range(batch)));
        }
    }

    /** If the topic was recreated, reading starts again with another consumer. */
    private void leaveRange(Consumer<byte[], byte[]> consumer, OffsetOutOfRangeException outside) {
        consumer.pause(consumer.assignment());
        OutOfRange found = offsets.outOfRange();
        found.add(consumer, outside);
        found.addReported(consumer, OutOfRange.TIME, this::keep);
        if (offsets.recreated().isEmpty()) {
            found.addOthers(consumer);
            LogBreak at = found.toBreak();
            offsets.continueAfter(at);
            LOG.warnf("%s: the log does not continue where it was read to: %s", channel, at);
            handle(at);
        }
    }

    private void handle(LogBreak found) {
        boolean handled = false;
        while (!handled && !thread.isStopping()) {
            try {
                breaks.accept(found);
                handled = true;
            } catch (RuntimeException failed) {
                thread.backOff(failed);
            }
        }
    }

    private Message<ConsumerRecords<byte[], byte[]>> message(Batch polled) {
        ConsumerRecords<byte[], byte[]> batch = polled.records();
        Metadata metadata =
                Metadata.of(new IncomingKafkaRecordBatchMetadata<>(batch, channel, Map.of()), polled.range());
        Runnable acknowledge = offsets.batch(batch);
        return Message.of(batch, metadata, () -> {
            acknowledge.run();
            return CompletableFuture.completedFuture(null);
        });
    }

    /** Asynchronous: a lost commit is repeated by the next one, or its records are read again. */
    private void commit(Consumer<byte[], byte[]> consumer) {
        Map<TopicPartition, OffsetAndMetadata> done = offsets.take(consumer.assignment());
        if (!done.isEmpty()) {
            consumer.commitAsync(done, null);
        }
    }

    private final class Assignment implements ConsumerRebalanceListener {

        private final Consumer<byte[], byte[]> consumer;

        Assignment(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            Set<TopicPartition> recreated = offsets.start(consumer, partitions);
            if (!recreated.isEmpty()) {
                LOG.warnf("%s: topics were recreated and are read from their beginning: %s", channel, recreated);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            offsets.leave(partitions);
            try {
                consumer.commitSync(offsets.take(consumer.assignment()), LAST_COMMIT);
            } catch (KafkaException tooLate) {
                LOG.debugf(tooLate, "%s: the last commit failed, its records will be read again", channel);
            }
        }
    }
}
