package dev.fleetcast.registry.admin;

import dev.fleetcast.registry.RegistryWatch;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.function.Supplier;

/** Changes the registry: one change at a time in the whole deployment, visible on this replica before the call returns. */
@ApplicationScoped
public class RegistryWriter {

    private final EntityManager entities;
    private final RegistryWatch watch;

    RegistryWriter(EntityManager entities, RegistryWatch watch) {
        this.entities = entities;
        this.watch = watch;
    }

    /**
     * Runs the change in its own transaction, serialized with all others. Blocks; waits at most 3 s for others.
     *
     * @return the result of the change
     */
    public <T> T write(Supplier<T> change) {
        T result = QuarkusTransaction.requiringNew().call(() -> {
            waitForTurn();
            T made = change.get();
            entities.flush();
            return made;
        });
        watch.refresh();
        return result;
    }

    private void waitForTurn() {
        entities.createNativeQuery("set local lock_timeout = '3s'").executeUpdate();
        entities.createNativeQuery("select version from registry_version for update", Long.class)
                .getSingleResult();
    }
}
