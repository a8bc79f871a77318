package dev.fleetcast.stream;

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
 * Empties this replica before it stops: its streams are ended one after the other and go on elsewhere, new ones are sent
 * away at once, everything else is answered as ever. Safe for use by any thread.
 */
@ApplicationScoped
public class Draining {

    private static final Logger LOG = Logger.getLogger(Draining.class);
    private static final long STEP_MILLIS = 50;
    /** For answers under way, and for clients that are slow to take their last event. */
    static final Duration LINGER = Duration.ofSeconds(5);

    private final StreamRegistry registry;
    private final Instance<DrainedConnections> others;
    private final RequestsInFlight requests;
    private final Duration time;
    private final Thread thread = new Thread(this::drain, "fleetcast-drain");
    private volatile boolean begun;

    Draining(
            StreamRegistry registry,
            @Any Instance<DrainedConnections> others,
            RequestsInFlight requests,
            StreamConfig config) {
        this.registry = registry;
        this.others = others;
        this.requests = requests;
        this.time = config.drainTime();
    }

    /** Whether this replica is to be left alone; stays so. */
    public boolean isDraining() {
        return begun;
    }

    /** Begins, if nobody has; returns at once. */
    public synchronized void begin() {
        if (!begun) {
            begun = true;
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Begins, if nobody has, and waits for the end: at most {@code fleetcast.stream.drain-time} and five seconds. */
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
        Goodbyes goodbyes = new Goodbyes(ends, time);
        LOG.infof("draining %d streams and feeds", ends.size());
        long begin = System.nanoTime();
        long elapsed = 0;
        while (!(goodbyes.areSaid() && requests.areOver())
                && elapsed < time.plus(LINGER).toMillis()) {
            goodbyes.due(elapsed).forEach(Runnable::run);
            if (goodbyes.areSaid()) {
                // Whoever was just about to open one.
                ends().forEach(Runnable::run);
            }
            pause();
            elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        }
        LOG.info("drained");
    }

    private Collection<Runnable> ends() {
        List<Runnable> ends = new ArrayList<>();
        registry.all().forEach(stream -> ends.add(() -> stream.execute(() -> stream.close(Bye.DRAIN))));
        others.forEach(feature -> ends.addAll(feature.goodbyes()));
        return ends;
    }

    private synchronized void pause() {
        try {
            wait(STEP_MILLIS);
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }
}
