package dev.fleetcast.ingest.unknown;

import dev.fleetcast.replica.Background;
import dev.fleetcast.threading.ThreadSafe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * Stores what the ledger has found to be unknown, on a thread of its own. While the database does not respond, it keeps
 * counting within the bounds of one {@link UnknownTally}, and the ledger goes on.
 */
@ThreadSafe
@ApplicationScoped
public class UnknownLedger {

    private static final Logger LOG = Logger.getLogger(UnknownLedger.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(30);

    private final UnknownDevices devices;
    private final Background worker = new Background("fleetcast-unknown-devices");
    private final Counter messages;
    private final Counter unlisted;
    private UnknownTally waiting = new UnknownTally();
    private CompletableFuture<Void> storing = CompletableFuture.completedFuture(null);
    private volatile long listed;

    /** Stores in that list. */
    public UnknownLedger(UnknownDevices devices, MeterRegistry registry) {
        this.devices = devices;
        messages = Counter.builder("fleetcast.ingest.unknown.messages")
                .description("Messages whose key names no unit, counted once per deployment")
                .register(registry);
        unlisted = Counter.builder("fleetcast.ingest.unknown.unlisted")
                .description("Messages whose unknown key has no place in the list, counted once per deployment")
                .register(registry);
        Gauge.builder("fleetcast.ingest.unknown.devices", () -> listed)
                .description("Unknown devices in the list of the deployment")
                .register(registry);
    }

    void start(@Observes StartupEvent started) {
        worker.every(Duration.ZERO, SWEEP_INTERVAL, this::trySweep);
    }

    @PreDestroy
    void stop() {
        worker.close();
    }

    /**
     * Stores the tally, which the caller must not change any more. Completes when it is stored, or after a second: the
     * rest is stored later, unless this replica is killed. Never fails.
     */
    public synchronized Uni<Void> add(UnknownTally tally) {
        if (tally.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        messages.increment(tally.messages());
        waiting.addAll(tally);
        // Waiting for a database that does not respond would only slow the ledger down.
        if (!storing.isDone()) {
            return Uni.createFrom().voidItem();
        }
        CompletableFuture<Void> stored = new CompletableFuture<>();
        storing = stored;
        worker.execute(() -> {
            tryStore();
            stored.complete(null);
        });
        return Uni.createFrom()
                .completionStage(stored)
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem((Void) null);
    }

    private synchronized UnknownTally take() {
        UnknownTally taken = waiting;
        waiting = new UnknownTally();
        return taken;
    }

    private synchronized void putBack(UnknownTally earlier) {
        earlier.addAll(waiting);
        waiting = earlier;
    }

    private void tryStore() {
        UnknownTally taken = take();
        try {
            unlisted.increment(devices.add(taken));
        } catch (SQLException | RuntimeException away) {
            // Other components report outages; the next sweep stores it, or the ledger's next page.
            LOG.debug("Cannot store unknown devices now", away);
            putBack(taken);
        }
    }

    private void trySweep() {
        try {
            devices.sweep();
            listed = devices.count();
        } catch (SQLException | RuntimeException away) {
            LOG.debug("Cannot sweep unknown devices now", away);
        }
        if (!isStored()) {
            tryStore();
        }
    }

    private synchronized boolean isStored() {
        return waiting.isEmpty();
    }
}
