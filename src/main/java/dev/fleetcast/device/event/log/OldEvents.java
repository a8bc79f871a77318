package dev.fleetcast.device.event.log;

import dev.fleetcast.device.DeviceConfig;
import dev.fleetcast.device.Devices;
import dev.fleetcast.device.event.UnusableEventException;
import dev.fleetcast.kafka.ConsumerThread;
import dev.fleetcast.kafka.KafkaClients;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads events that are no longer in memory again from Kafka, a page at a time, on a few threads for all streams: a
 * thousand clients that resume share them.
 */
@ThreadSafe
@ApplicationScoped
class OldEvents {

    private static final int READERS = 2;
    /** The most that is read for one stream at a time: what it cannot write is read again. */
    private static final int PAGE_BYTES = 64 * 1024;

    private static final Duration PAGE_TIME = Duration.ofMillis(500);
    private static final Duration POLL = Duration.ofMillis(200);
    /** Then the connections to Kafka are closed. */
    private static final long IDLE_SECONDS = 20;

    private final String topic;
    private final KafkaClients kafka;
    private final Devices devices;
    private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
    private final List<Reader> readers = new ArrayList<>();

    OldEvents(DeviceConfig config, KafkaClients kafka, Devices devices) {
        this.topic = config.eventsTopic();
        this.kafka = kafka;
        this.devices = devices;
    }

    /**
     * Events read again.
     *
     * @param end the point up to which everything was read, in each partition
     */
    record Page(List<LoggedEvent> events, Positions end) {}

    private record Task(
            Positions from,
            Positions to,
            Predicate<LoggedEvent> wanted,
            java.util.function.Consumer<Page> found,
            BooleanSupplier cancelled) {

        /** Only wakes a reader. */
        private static final Task NONE = new Task(null, null, null, null, () -> true);
    }

    void start(@Observes StartupEvent starting) {
        for (int i = 0; i < READERS; i++) {
            Reader reader = new Reader("fleetcast-old-device-events-" + i);
            readers.add(reader);
            reader.thread.start();
        }
    }

    void stop(@Observes ShutdownEvent stopped) {
        for (Reader reader : readers) {
            reader.thread.stop();
            tasks.add(Task.NONE);
        }
    }

    /**
     * Passes the next page of events between two points to {@code found}, on any thread; waits for Kafka as long as the
     * call is not {@code cancelled}.
     */
    void read(
            Positions from,
            Positions to,
            Predicate<LoggedEvent> wanted,
            java.util.function.Consumer<Page> found,
            BooleanSupplier cancelled) {
        tasks.add(new Task(from, to, wanted, found, cancelled));
    }

    /** One of the threads. */
    private final class Reader {

        private final ConsumerThread thread;

        Reader(String name) {
            thread = new ConsumerThread(name, this::read);
        }

        /** Waits for a stream to serve, then serves streams with one consumer until there are no more. */
        private void read() {
            try {
                Task first = tasks.take();
                if (!thread.isStopping()) {
                    serve(first);
                }
            } catch (InterruptedException interrupted) {
                thread.stop();
            }
        }

        private void serve(Task first) throws InterruptedException {
            Task task = first;
            try (Consumer<byte[], byte[]> consumer = thread.use(kafka.rangeConsumer())) {
                while (task != null && !thread.isStopping()) {
                    if (!task.cancelled().getAsBoolean()) {
                        task.found().accept(page(consumer, task));
                        thread.progressed();
                    }
                    task = null;
                    task = tasks.poll(IDLE_SECONDS, TimeUnit.SECONDS);
                }
            } catch (RuntimeException unreachable) {
                if (task != null) {
                    tasks.add(task);
                }
                throw unreachable;
            }
        }
    }

    private Page page(Consumer<byte[], byte[]> consumer, Task task) {
        Map<TopicPartition, Long> open = new HashMap<>();
        for (int i = 0; i < task.to().partitions(); i++) {
            if (task.from().next(i) < task.to().next(i)) {
                open.put(new TopicPartition(topic, i), task.from().next(i));
            }
        }
        consumer.assign(open.keySet());
        // Partitions stay paused when they are assigned again.
        consumer.resume(open.keySet());
        Positions end = task.from();
        for (var oldest : consumer.beginningOffsets(open.keySet()).entrySet()) {
            int partition = oldest.getKey().partition();
            // What Kafka has deleted meanwhile is gone.
            long start = Math.max(
                    open.get(oldest.getKey()),
                    Math.min(oldest.getValue(), task.to().next(partition)));
            consumer.seek(oldest.getKey(), start);
            end = end.with(partition, start);
        }
        List<LoggedEvent> events = new ArrayList<>();
        long deadline = System.nanoTime() + PAGE_TIME.toNanos();
        int bytes = 0;
        while (!end.isAtLeast(task.to()) && bytes < PAGE_BYTES && System.nanoTime() - deadline < 0) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                LoggedEvent event = event(record);
                if (event != null
                        && record.offset() < task.to().next(record.partition())
                        && task.wanted().test(event)) {
                    events.add(event);
                    bytes += event.size();
                }
            }
            end = reached(consumer, end, task.to());
        }
        return new Page(events, end);
    }

    /** Offsets beyond what is wanted do not count: this replica's memory has those. */
    private static Positions reached(Consumer<byte[], byte[]> consumer, Positions before, Positions to) {
        Positions end = before;
        for (TopicPartition partition : consumer.assignment()) {
            int number = partition.partition();
            end = end.with(number, Math.min(consumer.position(partition), to.next(number)));
            if (end.next(number) >= to.next(number)) {
                consumer.pause(List.of(partition));
            }
        }
        return end;
    }

    private LoggedEvent event(ConsumerRecord<byte[], byte[]> record) {
        try {
            return new LoggedEvent(-1, null, ReadEvent.of(record, devices));
        } catch (UnusableEventException unusable) {
            return null;
        }
    }
}
