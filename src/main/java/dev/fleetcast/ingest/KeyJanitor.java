package dev.fleetcast.ingest;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Deletes expired idempotency keys. Runs on every replica; concurrent sweeps skip each other's rows. */
@ApplicationScoped
class KeyJanitor {

    private static final Logger LOG = Logger.getLogger(KeyJanitor.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final KeyClaims claims;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(KeyJanitor::thread);

    KeyJanitor(KeyClaims claims) {
        this.claims = claims;
    }

    void start(@Observes StartupEvent started) {
        worker.scheduleWithFixedDelay(this::trySweep, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
    }

    private void trySweep() {
        try {
            claims.sweep();
        } catch (SQLException | RuntimeException away) {
            // Other components report outages; the next sweep catches up.
            LOG.debug("Cannot sweep idempotency keys now", away);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "fleetcast-key-janitor");
        thread.setDaemon(true);
        return thread;
    }
}
