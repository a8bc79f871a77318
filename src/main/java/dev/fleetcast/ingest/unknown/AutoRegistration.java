package dev.fleetcast.ingest.unknown;

import dev.fleetcast.fleet.api.DeviceRegistration;
import dev.fleetcast.ingest.record.IngestConfig;
import dev.fleetcast.ingest.shape.DeviceName;
import dev.fleetcast.problem.Violations.FieldViolation;
import dev.fleetcast.registry.admin.RegistryWriter;
import dev.fleetcast.replica.Background;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Registers unknown devices by itself, if so configured, on a thread of its own. Every replica does: changes of the
 * registry are made one after the other, and each begins by reading which keys still have no unit.
 */
@ApplicationScoped
class AutoRegistration {

    private static final Logger LOG = Logger.getLogger(AutoRegistration.class);
    /** A change of the registry makes every replica load it again: few large ones are better than many small ones. */
    private static final Duration INTERVAL = Duration.ofSeconds(3);

    /** As many as one change adds well within the time that others wait for their turn. */
    private static final int AT_ONCE = 200;

    private final UnknownDevices devices;
    private final DeviceRegistration units;
    private final RegistryWriter registry;
    private final IngestConfig config;
    private final Background worker = new Background("fleetcast-auto-registration");
    private boolean clientMissing;

    AutoRegistration(UnknownDevices devices, DeviceRegistration units, RegistryWriter registry, IngestConfig config) {
        this.devices = devices;
        this.units = units;
        this.registry = registry;
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        config.autoRegister().ifPresent(client -> worker.every(INTERVAL, () -> tryRegister(client)));
    }

    @PreDestroy
    void stop() {
        worker.close();
    }

    private void tryRegister(long client) {
        try {
            if (!devices.toRegister(1).isEmpty()) {
                registry.write(() -> register(client));
            }
        } catch (SQLException | RuntimeException away) {
            // Other components report outages, and another replica may be registering.
            LOG.debug("Cannot register unknown devices now", away);
        }
    }

    private int register(long client) {
        int registered = 0;
        for (String key : toRegister()) {
            List<FieldViolation> wrong =
                    units.add(client, DeviceName.field(key), key, key).violations();
            if (isClientMissing(wrong, client)) {
                return 0;
            }
            if (wrong.isEmpty()) {
                registered++;
            } else {
                refuse(key, wrong);
            }
        }
        return registered;
    }

    private List<String> toRegister() {
        try {
            return devices.toRegister(AT_ONCE);
        } catch (SQLException away) {
            throw new IllegalStateException(away);
        }
    }

    private void refuse(String key, List<FieldViolation> wrong) {
        try {
            devices.refuse(
                    key,
                    wrong.stream()
                            .map(violation -> violation.field() + ' ' + violation.message())
                            .collect(Collectors.joining("; ")));
        } catch (SQLException away) {
            throw new IllegalStateException(away);
        }
    }

    /** Tells it once: the client may have been removed since the start. */
    private boolean isClientMissing(List<FieldViolation> wrong, long client) {
        boolean missing = wrong.stream().anyMatch(violation -> violation.field().equals(DeviceRegistration.CLIENT));
        if (missing && !clientMissing) {
            LOG.warnf(
                    "FLEETCAST_INGEST_AUTO_REGISTER names client %d, which does not exist: nothing is registered",
                    client);
        }
        clientMissing = missing;
        return missing;
    }
}
