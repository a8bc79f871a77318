package dev.fleetcast.history.recorder;

import dev.fleetcast.history.record.HistoryException;
import dev.fleetcast.history.record.HistoryJanitor;
import dev.fleetcast.replica.Background;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Creates partitions, packs days and drops what is too old, from time to time; of all replicas one at a time. */
@ApplicationScoped
class HistoryUpkeep {

    private static final Logger LOG = Logger.getLogger(HistoryUpkeep.class);
    private static final Duration FIRST = Duration.ofSeconds(20);
    private static final Duration INTERVAL = Duration.ofMinutes(15);

    private final HistoryJanitor janitor;
    private final RecorderConfig config;
    private final Background worker = new Background("fleetcast-history-janitor");

    HistoryUpkeep(HistoryJanitor janitor, RecorderConfig config) {
        this.janitor = janitor;
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        if (config.enabled()) {
            worker.every(FIRST, INTERVAL, this::tidy);
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        worker.close();
    }

    private void tidy() {
        try {
            janitor.tidy(Instant.now());
        } catch (HistoryException away) {
            // Other components report outages; the next turn catches up.
            LOG.debug("The tables of the past cannot be tidied now", away);
        }
    }
}
