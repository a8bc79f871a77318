package dev.fleetcast.demo;

import dev.fleetcast.access.user.Passwords;
import dev.fleetcast.registry.RegistryWatch;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Loads the demo fleets and accounts at start, before the registry is loaded into memory. */
@ApplicationScoped
class DemoData {

    private static final Logger LOG = Logger.getLogger(DemoData.class);
    private static final int BEFORE_THE_REGISTRY_IS_SHOWN = RegistryWatch.START_PRIORITY - 10;

    private final DemoConfig config;
    private final boolean production;
    private final DemoLoad load;

    DemoData(
            DemoConfig config,
            @ConfigProperty(name = "fleetcast.production", defaultValue = "false") boolean production,
            DataSource database,
            Passwords passwords) {
        this.config = config;
        this.production = production;
        this.load = new DemoLoad(database, passwords::hash);
    }

    void load(@Observes @Priority(BEFORE_THE_REGISTRY_IS_SHOWN) StartupEvent starting) throws SQLException {
        if (!config.data()) {
            return;
        }
        if (production) {
            throw new IllegalStateException("the demo accounts have public passwords and cannot be used in production");
        }
        if (load.run(fleets(), DemoAccount.ALL)) {
            LOG.info("Loaded the demo fleets and accounts");
        }
    }

    private List<DemoFleet> fleets() {
        DemoFleet elsewhere = DemoFleet.elsewhere(config.vehicles());
        return Stream.of(DemoFleet.buses(), DemoFleet.vans(), elsewhere)
                .filter(fleet -> !fleet.vehicles().isEmpty())
                .toList();
    }
}
