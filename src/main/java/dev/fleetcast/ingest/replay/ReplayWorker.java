package dev.fleetcast.ingest.replay;

import dev.fleetcast.stream.event.GapReason;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Serves replay requests on its own thread, one scan at a time; each scan takes all requests waiting when it begins.
 * Retries while the broker is unreachable.
 */
final class ReplayWorker implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ReplayWorker.class);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);
    /** Streams that lose a connection together return within milliseconds of each other. */
    private static final Duration GATHERING = Duration.ofMillis(20);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Supplier<ReplayScan> scans;
    private final Thread thread;
    private final Set<PendingReplay> waiting = new LinkedHashSet<>();

    private volatile Consumer<byte[], byte[]> consumer;
    private volatile boolean closing;
    private boolean failing;

    /**
     * @param name the thread's name, for logs and dumps
     * @param consumers creates the consumer, which is reused across scans
     * @param scans creates a scan
     */
    ReplayWorker(String name, Supplier<Consumer<byte[], byte[]>> consumers, Supplier<ReplayScan> scans) {
        this.consumers = consumers;
        this.scans = scans;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    /** Starts the thread; call once only. */
    void start() {
        thread.start();
    }

    /** Adds a request; called from any thread. */
    synchronized void add(PendingReplay ticket) {
        waiting.add(ticket);
        notifyAll();
    }

    /** Removes a cancelled request; called from any thread. */
    synchronized void remove(PendingReplay ticket) {
        waiting.remove(ticket);
    }

    /** Stops the thread and waits for it, at most five seconds; waiting requests are never answered. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        Consumer<byte[], byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
        try {
            thread.join(5_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closing) {
                List<PendingReplay> tickets = next();
                if (!tickets.isEmpty()) {
                    serve(tickets);
                }
            }
        } catch (WakeupException | InterruptedException stopped) {
            LOG.debugf("%s stopped", thread.getName());
        } finally {
            closeConsumer();
        }
    }

    /** Waits for requests and returns all open ones; returns early when the lane closes. */
    private synchronized List<PendingReplay> next() throws InterruptedException {
        while (waiting.isEmpty() && !closing) {
            wait();
        }
        pause(GATHERING);
        List<PendingReplay> tickets =
                waiting.stream().filter(PendingReplay::isOpen).toList();
        waiting.clear();
        return tickets;
    }

    private void serve(List<PendingReplay> tickets) throws InterruptedException {
        try {
            if (consumer == null) {
                consumer = consumers.get();
            }
            if (closing) {
                return;
            }
            ReplayScan scan = scans.get();
            List<PendingReplay> later = scan.run(consumer, tickets);
            failing = false;
            if (scan.hasMisledConsumer()) {
                closeConsumer();
            }
            if (!later.isEmpty()) {
                serveLater(later);
            }
        } catch (WakeupException stopped) {
            throw stopped;
        } catch (KafkaException unreachable) {
            tryAgainLater(tickets, unreachable);
        } catch (RuntimeException | OutOfMemoryError unforeseen) {
            // Refuse, or the requests would wait forever.
            LOG.errorf(unforeseen, "%s cannot serve %d requests", thread.getName(), tickets.size());
            tickets.forEach(ticket -> ticket.refuse(GapReason.LIMIT, Map.of()));
        }
    }

    /** Delays the tickets, so that requests arriving meanwhile share the next scan. */
    private synchronized void serveLater(List<PendingReplay> tickets) throws InterruptedException {
        waiting.addAll(tickets);
        pause(BACK_OFF);
    }

    private synchronized void tryAgainLater(List<PendingReplay> tickets, KafkaException problem)
            throws InterruptedException {
        if (!failing) {
            LOG.warnf("%s cannot read from Kafka, trying again: %s", thread.getName(), problem.getMessage());
        }
        failing = true;
        waiting.addAll(tickets);
        closeConsumer();
        pause(BACK_OFF);
    }

    /** Waits for at most this time; returns early when the lane closes. */
    private synchronized void pause(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !closing; left = end - System.nanoTime()) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
    }

    private void closeConsumer() {
        Consumer<byte[], byte[]> current = consumer;
        consumer = null;
        if (current != null) {
            current.close(CloseOptions.timeout(Duration.ofSeconds(2)));
        }
    }
}
