package dev.fleetcast.ingest.backfill;

import dev.fleetcast.kafka.ConsumerThread;
import dev.fleetcast.stream.event.GapReason;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Serves backfill requests on its own thread, one scan at a time; each scan takes all requests waiting when it begins.
 * Retries while the broker is unreachable.
 */
final class BackfillWorker implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(BackfillWorker.class);
    /** Streams that lose a connection together return within milliseconds of each other. */
    private static final Duration GATHERING = Duration.ofMillis(20);

    private static final Duration LAST_SCAN = Duration.ofSeconds(5);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Supplier<BackfillScan> scans;
    private final ConsumerThread thread;
    private final Set<PendingBackfill> waiting = new LinkedHashSet<>();

    /**
     * @param name the thread's name, for logs and dumps
     * @param consumers creates the consumer, which is reused until a scan fails or misleads it
     * @param scans creates a scan
     */
    BackfillWorker(String name, Supplier<Consumer<byte[], byte[]>> consumers, Supplier<BackfillScan> scans) {
        this.consumers = consumers;
        this.scans = scans;
        this.thread = new ConsumerThread(name, this::work);
    }

    /** Starts the thread; call once only. */
    void start() {
        thread.start();
    }

    /** Adds a request; called from any thread. */
    synchronized void add(PendingBackfill ticket) {
        waiting.add(ticket);
        notifyAll();
    }

    /** Removes a cancelled request; called from any thread. */
    synchronized void remove(PendingBackfill ticket) {
        waiting.remove(ticket);
    }

    /** Stops the thread and waits for it, at most five seconds; waiting requests are never answered. */
    @Override
    public void close() {
        thread.stop();
        synchronized (this) {
            notifyAll();
        }
        thread.awaitEnd(LAST_SCAN);
    }

    private void work() {
        // No consumer without a request.
        awaitRequest();
        if (thread.isStopping()) {
            return;
        }
        Consumer<byte[], byte[]> consumer = thread.use(consumers.get());
        try {
            while (!thread.isStopping() && serve(consumer, takeAll())) {
                awaitRequest();
            }
        } finally {
            consumer.close(CloseOptions.timeout(CLOSING));
        }
    }

    private synchronized void awaitRequest() {
        try {
            while (waiting.isEmpty() && !thread.isStopping()) {
                wait();
            }
        } catch (InterruptedException interrupted) {
            thread.stop();
        }
    }

    /** Takes the requests that wait, and those that come within the next moment. */
    private synchronized List<PendingBackfill> takeAll() {
        long end = System.nanoTime() + GATHERING.toNanos();
        try {
            for (long left = GATHERING.toNanos(); left > 0 && !thread.isStopping(); left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException interrupted) {
            thread.stop();
        }
        List<PendingBackfill> tickets =
                waiting.stream().filter(PendingBackfill::isOpen).toList();
        waiting.clear();
        return tickets;
    }

    /** Answers the requests; false if the consumer must not be used again. */
    private boolean serve(Consumer<byte[], byte[]> consumer, List<PendingBackfill> tickets) {
        if (tickets.isEmpty()) {
            return true;
        }
        try {
            BackfillScan scan = scans.get();
            List<PendingBackfill> later = scan.run(consumer, tickets);
            thread.progressed();
            if (!later.isEmpty()) {
                // Requests that arrive meanwhile share the next scan.
                addAll(later);
                thread.pause();
            }
            return !scan.hasMisledConsumer();
        } catch (WakeupException stopped) {
            throw stopped;
        } catch (KafkaException unreachable) {
            addAll(tickets);
            throw unreachable;
        } catch (RuntimeException | OutOfMemoryError unforeseen) {
            // Refuse, or the requests would wait forever.
            LOG.errorf(unforeseen, "%s cannot serve %d requests", thread.name(), tickets.size());
            tickets.forEach(ticket -> ticket.refuse(GapReason.LIMIT, Map.of()));
            return true;
        }
    }

    private synchronized void addAll(List<PendingBackfill> tickets) {
        waiting.addAll(tickets);
    }
}
