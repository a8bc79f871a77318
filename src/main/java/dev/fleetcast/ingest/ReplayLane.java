package dev.fleetcast.ingest;

import dev.fleetcast.stream.GapReason;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Serves requests with one scan after the other, on a thread of its own: each scan takes all that wait when it begins. An
 * unreachable broker is waited for.
 */
final class ReplayLane implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ReplayLane.class);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);
    /** Those who lose a connection together do not come back in the same millisecond. */
    private static final Duration GATHERING = Duration.ofMillis(20);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Supplier<ReplayScan> scans;
    private final Thread thread;
    private final Set<ReplayTicket> waiting = new LinkedHashSet<>();

    private volatile Consumer<byte[], byte[]> consumer;
    private volatile boolean closing;
    private boolean failing;

    /**
     * @param name names the thread, for logs and dumps
     * @param consumers makes the consumer; it is used for many scans
     * @param scans makes a scan
     */
    ReplayLane(String name, Supplier<Consumer<byte[], byte[]>> consumers, Supplier<ReplayScan> scans) {
        this.consumers = consumers;
        this.scans = scans;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    /** Begins to serve; once only. */
    void start() {
        thread.start();
    }

    /** Takes a request in; any thread may call. */
    synchronized void add(ReplayTicket ticket) {
        waiting.add(ticket);
        notifyAll();
    }

    /** Forgets a request that is given up; any thread may call. */
    synchronized void remove(ReplayTicket ticket) {
        waiting.remove(ticket);
    }

    /** Stops and waits for that, at most five seconds; requests that wait are never answered. */
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
                List<ReplayTicket> tickets = next();
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

    /** All that wait, as soon as there is one; none when the lane is closing. */
    private synchronized List<ReplayTicket> next() throws InterruptedException {
        while (waiting.isEmpty() && !closing) {
            wait();
        }
        pause(GATHERING);
        List<ReplayTicket> tickets =
                waiting.stream().filter(ReplayTicket::isOpen).toList();
        waiting.clear();
        return tickets;
    }

    private void serve(List<ReplayTicket> tickets) throws InterruptedException {
        try {
            if (consumer == null) {
                consumer = consumers.get();
            }
            if (closing) {
                return;
            }
            List<ReplayTicket> later = scans.get().run(consumer, tickets);
            failing = false;
            if (!later.isEmpty()) {
                serveLater(later);
            }
        } catch (WakeupException stopped) {
            throw stopped;
        } catch (KafkaException unreachable) {
            tryAgainLater(tickets, unreachable);
        } catch (RuntimeException | OutOfMemoryError unforeseen) {
            // Whoever waits would wait for ever.
            LOG.errorf(unforeseen, "%s cannot serve %d requests", thread.getName(), tickets.size());
            tickets.forEach(ticket -> ticket.refuse(GapReason.LIMIT, Map.of()));
        }
    }

    /** In a moment: others that come meanwhile are served together with them. */
    private synchronized void serveLater(List<ReplayTicket> tickets) throws InterruptedException {
        waiting.addAll(tickets);
        pause(BACK_OFF);
    }

    private synchronized void tryAgainLater(List<ReplayTicket> tickets, KafkaException problem)
            throws InterruptedException {
        if (!failing) {
            LOG.warnf("%s cannot read from Kafka, trying again: %s", thread.getName(), problem.getMessage());
        }
        failing = true;
        waiting.addAll(tickets);
        closeConsumer();
        pause(BACK_OFF);
    }

    /** At most that long; not beyond the closing of the lane. */
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
            current.close(Duration.ofSeconds(2));
        }
    }
}
