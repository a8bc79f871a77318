package dev.fleetcast.kafka;

import dev.fleetcast.kafka.consumer.SteadyConsumer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Reads every partition of its topics on its own thread, without a consumer group: every replica that runs one sees
 * every record. Finds partitions added later and reads them from their beginning. Waits while the broker is
 * unavailable, then continues at the same offsets. If it cannot continue there, because the topic was recreated, the
 * log was truncated or records were deleted, the handler receives the {@link LogBreak}. No failure ends the reading.
 *
 * <p>Reactive Messaging serves groups and producers; this class exists because its connector can only assign a fixed
 * list of partitions.
 */
public final class TopicReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TopicReader.class);
    private static final Duration DISCOVERY = Duration.ofSeconds(5);
    private static final Duration NEXT_TRY = Duration.ofSeconds(1);
    private static final Duration LAST_BATCH = Duration.ofSeconds(5);

    private final TopicSource source;
    private final Set<String> topics;
    private final ReadPartitions partitions;
    private final Pace pace;
    private final BatchHandler handler;
    private final ConsumerThread thread;
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();

    private Map<TopicPartition, Long> catchUpTargets;
    private long nextDiscovery = System.nanoTime();

    /** Like the other constructor, with records handled as they arrive. */
    public TopicReader(
            String name, TopicSource source, Set<String> topics, StartOffsets startOffsets, BatchHandler handler) {
        this(name, source, topics, startOffsets, Duration.ZERO, handler);
    }

    /**
     * @param name names the thread, for logs and dumps
     * @param topics the topics to read; waits for those that do not exist yet
     * @param interval the minimum time between batches, which makes many records cheaper than as many batches; a record
     *     after a longer pause is handled at once
     */
    public TopicReader(
            String name,
            TopicSource source,
            Set<String> topics,
            StartOffsets startOffsets,
            Duration interval,
            BatchHandler handler) {
        this.source = source;
        this.topics = Set.copyOf(topics);
        this.partitions = new ReadPartitions(this.topics, startOffsets, source::idOf, handler::begins);
        this.pace = new Pace(interval, System.nanoTime());
        this.handler = handler;
        this.thread = new ConsumerThread(name, this::read);
    }

    /** Starts reading; call once only. */
    public void start() {
        thread.start();
    }

    /** Completes once all records that were in the topics when reading began have been handled. */
    public CompletionStage<Void> caughtUp() {
        return caughtUp.minimalCompletionStage();
    }

    /** Stops reading and waits for a running handler to return, at most five seconds. */
    @Override
    public void close() {
        thread.stop();
        thread.awaitEnd(LAST_BATCH);
    }

    private void read() {
        Consumer<byte[], byte[]> opened = thread.use(source.consumer());
        // Before the ids are compared: then no change of them is missed.
        Runnable unwatch = source.whenRecreated(topics, thread::beginAgain);
        try {
            partitions.assignTo(opened);
            partitions.recreated(opened).ifPresent(this::report);
            while (!thread.isStopping() && partitions.recreatedTopics().isEmpty()) {
                step(opened);
            }
        } finally {
            unwatch.run();
            // There is no group to leave, and the fetch under way ends only with new records or after its time.
            opened.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private void step(Consumer<byte[], byte[]> consumer) {
        try {
            discoverPartitions(consumer);
            if (partitions.isEmpty()) {
                thread.pause();
                return;
            }
            // Before polling: a topic without records has nothing to wait for.
            noticeCaughtUp(consumer);
            LockSupport.parkNanos(pace.toWait(System.nanoTime()));
            ConsumerRecords<byte[], byte[]> batch = consumer.poll(untilDiscovery());
            if (!batch.isEmpty()) {
                if (!isBehind(batch)) {
                    pace.batchAt(System.nanoTime());
                }
                handle(batch);
                partitions.took(batch);
            }
            thread.progressed();
        } catch (WakeupException stopped) {
            throw stopped;
        } catch (OffsetOutOfRangeException outside) {
            leaveRange(consumer, outside);
        } catch (KafkaException unreachable) {
            thread.backOff(unreachable);
        }
    }

    /** Whatever else there is to do ends a poll: records, the end of the reading, and a recreated topic. */
    private Duration untilDiscovery() {
        return Duration.ofNanos(Math.max(0, nextDiscovery - System.nanoTime()));
    }

    /** True if more records are available already: a delay would save nothing and limit the throughput. */
    private boolean isBehind(ConsumerRecords<byte[], byte[]> batch) {
        return batch.count() >= SteadyConsumer.MAX_RECORDS || !caughtUp.isDone();
    }

    private void handle(ConsumerRecords<byte[], byte[]> batch) {
        try {
            handler.handle(batch);
        } catch (RuntimeException | Error failed) {
            // Stopping here would block all later records.
            LOG.errorf(failed, "%s skips a batch of %d records that cannot be handled", thread.name(), batch.count());
        }
    }

    private void leaveRange(Consumer<byte[], byte[]> consumer, OffsetOutOfRangeException outside) {
        try {
            LogBreak found = partitions.outOfRange(consumer, outside, OutOfRange.TIME);
            // If a topic was recreated, another consumer continues.
            if (partitions.recreatedTopics().isEmpty()) {
                partitions.continueAfter(found, consumer);
                report(found);
            }
        } catch (WakeupException stopped) {
            throw stopped;
        } catch (KafkaException unreachable) {
            thread.backOff(unreachable);
        }
    }

    private void report(LogBreak found) {
        LOG.warnf("%s: the log does not continue where it was read to: %s", thread.name(), found);
        if (catchUpTargets != null) {
            catchUpTargets.keySet().removeAll(found.next().keySet());
        }
        try {
            handler.broken(found);
        } catch (RuntimeException | Error failed) {
            LOG.errorf(failed, "%s cannot handle a break in the log", thread.name());
        }
    }

    private void discoverPartitions(Consumer<byte[], byte[]> consumer) {
        if (System.nanoTime() - nextDiscovery < 0) {
            return;
        }
        boolean complete = partitions.discover(consumer);
        if (partitions.haveBegun() && catchUpTargets == null) {
            catchUpTargets = new HashMap<>(consumer.endOffsets(consumer.assignment()));
        }
        nextDiscovery = System.nanoTime() + (complete ? DISCOVERY : NEXT_TRY).toNanos();
    }

    private void noticeCaughtUp(Consumer<byte[], byte[]> consumer) {
        if (caughtUp.isDone()) {
            return;
        }
        catchUpTargets.entrySet().removeIf(target -> consumer.position(target.getKey()) >= target.getValue());
        if (catchUpTargets.isEmpty()) {
            caughtUp.complete(null);
        }
    }

    /**
     * Sets the minimum time between polls. A poll costs the same however few records it returns: on a busy feed a consumer
     * that polls continuously gets records one by one, at a hundred microseconds each. After a pause longer than the
     * interval the next poll is not delayed. For one thread.
     */
    static final class Pace {

        private final long intervalNanos;
        private long next;

        /** @param interval the minimum time between batches; zero for none */
        Pace(Duration interval, long now) {
            this.intervalNanos = interval.toNanos();
            this.next = now;
        }

        /** Notes the arrival of a batch. */
        void batchAt(long now) {
            next = now + intervalNanos;
        }

        /** Returns the nanoseconds to wait before the next poll; zero or less for none. */
        long toWait(long now) {
            return next - now;
        }
    }
}
