package dev.fleetcast.kafka;

import dev.fleetcast.threading.ThreadSafe;
import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * A daemon thread that works with a consumer until it is stopped. No failure ends it: the first of several in a row is
 * logged, and the work begins again after a second, with another consumer.
 */
@ThreadSafe
public final class ConsumerThread {

    private static final Logger LOG = Logger.getLogger(ConsumerThread.class);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    private final Thread thread;
    private final Runnable work;
    private volatile Consumer<byte[], byte[]> consumer;
    private volatile boolean stopping;
    private volatile boolean failing;

    /**
     * @param name names the thread, for logs and dumps
     * @param work opens a consumer and works with it until the thread {@link #isStopping}, on this thread; called again
     *     when it returns or throws
     */
    public ConsumerThread(String name, Runnable work) {
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
        this.work = work;
    }

    /** Starts the thread; call once only. */
    public void start() {
        thread.start();
    }

    /** Makes the work end, and a call of its consumer that waits for Kafka. */
    public void stop() {
        synchronized (this) {
            stopping = true;
            notifyAll();
        }
        beginAgain();
    }

    /** Makes the work begin again with another consumer; ends a call of this one that waits for Kafka. */
    void beginAgain() {
        Consumer<byte[], byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
    }

    /** Waits for the thread to end after {@link #stop}. */
    public void awaitEnd(Duration atMost) {
        try {
            thread.join(atMost.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public String name() {
        return thread.getName();
    }

    /** Whether {@link #stop} was called. */
    public boolean isStopping() {
        return stopping;
    }

    /** Notes the consumer that the work has opened, and will close, and returns it. */
    public Consumer<byte[], byte[]> use(Consumer<byte[], byte[]> opened) {
        consumer = opened;
        return opened;
    }

    /** Notes that the work makes progress: the next failure is logged again. */
    public void progressed() {
        failing = false;
    }

    /** Logs the failure, if it is the first of several, and waits a second. */
    void backOff(Throwable failure) {
        if (!failing) {
            LOG.warnf("%s cannot continue, trying again: %s", name(), failure);
        }
        failing = true;
        pause();
    }

    /** Waits a second; returns at once when the thread is stopped. */
    public synchronized void pause() {
        long end = System.nanoTime() + BACK_OFF.toNanos();
        try {
            for (long left = BACK_OFF.toMillis(); left > 0 && !stopping; left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException interrupted) {
            stopping = true;
        }
    }

    private void run() {
        while (!stopping) {
            try {
                work.run();
            } catch (WakeupException woken) {
                LOG.debugf("%s stops, or begins again", name());
            } catch (RuntimeException | Error unusable) {
                // For example, the broker's name does not resolve yet, or memory ran out.
                backOff(unusable);
            }
        }
    }
}
