package dev.fleetcast.access.user;

import dev.fleetcast.access.Roles;
import dev.fleetcast.registry.RegistryWatch;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.util.Set;
import org.jboss.logging.Logger;

/** Creates the first administrator of a deployment without users; with several replicas, exactly one creates it. */
@ApplicationScoped
class FirstAdministrator {

    private static final Logger LOG = Logger.getLogger(FirstAdministrator.class);
    private static final int BEFORE_THE_REGISTRY_IS_SHOWN = RegistryWatch.START_PRIORITY - 20;

    private final FirstAdministratorConfig config;
    private final EntityManager entities;
    private final Passwords passwords;

    FirstAdministrator(FirstAdministratorConfig config, EntityManager entities, Passwords passwords) {
        this.config = config;
        this.entities = entities;
        this.passwords = passwords;
    }

    void create(@Observes @Priority(BEFORE_THE_REGISTRY_IS_SHOWN) StartupEvent starting) {
        if (config.username().isPresent() && config.password().isPresent()) {
            create(config.username().get(), config.password().get());
        }
    }

    /** @return true if there was no user before */
    boolean create(String username, String password) {
        boolean created = QuarkusTransaction.requiringNew().call(() -> {
            // Every change of the registry locks this row until the end of its transaction.
            entities.createNativeQuery("select version from registry_version for update", Long.class)
                    .getSingleResult();
            return User.count() == 0 && persist(username, password);
        });
        if (created) {
            LOG.info("Created the first administrator");
        }
        return created;
    }

    private boolean persist(String username, String password) {
        User administrator = new User();
        administrator.username = username;
        administrator.passwordHash = passwords.hash(password);
        administrator.roles = Set.of(Roles.ADMIN);
        administrator.persist();
        return true;
    }
}
