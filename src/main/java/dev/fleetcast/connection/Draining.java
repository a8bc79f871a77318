package dev.fleetcast.connection;

import dev.fleetcast.threading.ThreadSafe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Drains this replica before it stops: its streams end one by one and resume on other replicas, new streams are refused
 * at once, and all other requests are served as usual.
 */
@ThreadSafe
@ApplicationScoped
public class Draining {

    private static final Logger LOG = Logger.getLogger(Draining.class);
    private static final long STEP_MILLIS = 50;
    /** For responses in progress, and for clients that are slow to read their last event. */
    static final Duration LINGER = Duration.ofSeconds(5);

    private final Instance<Drainable> connections;
    private final RequestsInFlight requests;
    private final Duration time;
    private final Thread thread = new Thread(this::drain, "fleetcast-drain");
    private volatile boolean begun;

    Draining(@Any Instance<Drainable> connections, RequestsInFlight requests, StreamConnectionConfig config) {
        this.connections = connections;
        this.requests = requests;
        this.time = config.drainTime();
    }

    /** Whether this replica is draining. Once true, it stays true. */
    public boolean isDraining() {
        return begun;
    }

    /** Starts draining unless it has started; returns at once. */
    public synchronized void begin() {
        if (!begun) {
            begun = true;
            thread.setDaemon(true);
            thread.start();
        }
    }

    /**
     * Starts draining unless it has started, and waits for its end: at most {@code fleetcast.stream.drain-time} plus
     * five seconds.
     */
    public void complete() {
        begin();
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void drain() {
        Collection<Runnable> ends = ends();
        PacedClosing closing = new PacedClosing(ends, time);
        LOG.infof("Draining %d streams and feeds", ends.size());
        long begin = System.nanoTime();
        long elapsed = 0;
        while (!(closing.isComplete() && requests.isEmpty())
                && elapsed < time.plus(LINGER).toMillis()) {
            closing.due(elapsed).forEach(Runnable::run);
            if (closing.isComplete()) {
                // Connections that were being opened meanwhile.
                ends().forEach(Runnable::run);
            }
            pause();
            elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        }
        LOG.info("Drained");
    }

    private Collection<Runnable> ends() {
        List<Runnable> ends = new ArrayList<>();
        connections.forEach(each -> ends.addAll(each.closings()));
        return ends;
    }

    private synchronized void pause() {
        try {
            wait(STEP_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
