package dev.fleetcast.registry;

import dev.fleetcast.replica.DependencyProbe;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Reports whether the registry's database responds, for operators: not part of readiness or liveness, because streams
 * continue without it.
 */
@HealthGroup("dependencies")
@ApplicationScoped
class DatabaseHealth implements AsyncHealthCheck {

    private final DataSource database;
    private final DependencyProbe probe = new DependencyProbe("database", this::ask);

    DatabaseHealth(DataSource database) {
        this.database = database;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return probe.check();
    }

    private boolean ask() {
        try (var connection = database.getConnection()) {
            return connection.isValid((int) DependencyProbe.PATIENCE.toSeconds());
        } catch (SQLException unreachable) {
            return false;
        }
    }
}
