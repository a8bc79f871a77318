package dev.fleetcast.ingest.api;

import dev.fleetcast.replica.Background;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Deletes expired idempotency keys. Runs on every replica; concurrent sweeps skip each other's rows. */
@ApplicationScoped
class KeyJanitor {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final KeyClaims claims;
    private final Background worker = new Background("fleetcast-key-janitor");

    KeyJanitor(KeyClaims claims) {
        this.claims = claims;
    }

    void start(@Observes StartupEvent started) {
        worker.sweep(Duration.ZERO, INTERVAL, claims::sweep);
    }

    @PreDestroy
    void stop() {
        worker.close();
    }
}
