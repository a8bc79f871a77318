package dev.fleetcast.ingest.api;

import dev.fleetcast.replica.Background;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Deletes expired idempotency keys. Runs on every replica; concurrent sweeps skip each other's rows. */
@ApplicationScoped
class KeyJanitor {

    private static final Logger LOG = Logger.getLogger(KeyJanitor.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final KeyClaims claims;
    private final Background worker = new Background("fleetcast-key-janitor");

    KeyJanitor(KeyClaims claims) {
        this.claims = claims;
    }

    void start(@Observes StartupEvent started) {
        worker.every(Duration.ZERO, INTERVAL, this::trySweep);
    }

    @PreDestroy
    void stop() {
        worker.close();
    }

    private void trySweep() {
        try {
            claims.sweep();
        } catch (SQLException | RuntimeException away) {
            // Other components report outages; the next sweep catches up.
            LOG.debug("Cannot sweep idempotency keys now", away);
        }
    }
}
