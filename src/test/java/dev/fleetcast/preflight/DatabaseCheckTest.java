package dev.fleetcast.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.demo.embedded.Ports;
import dev.fleetcast.testing.EmptyRegistry;
import dev.fleetcast.testing.SharedServices;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DatabaseCheckTest {

    private static final String AUTO_REGISTER = "FLEETCAST_INGEST_AUTO_REGISTER";

    private final EmptyRegistry registry = EmptyRegistry.create();

    @Test
    void successfulLoginIsFine() {
        assertThat(database(registry.jdbcUrl()).complaintsOf(new DatabaseCheck()))
                .isEmpty();
    }

    @Test
    void refusedLoginIsReported() {
        assertThat(database(registry.jdbcUrl())
                        .with("QUARKUS_DATASOURCE_USERNAME", "unknown_user")
                        .complaintsOf(new DatabaseCheck()))
                .singleElement()
                .asString()
                .startsWith("QUARKUS_DATASOURCE_PASSWORD or QUARKUS_DATASOURCE_USERNAME is wrong");
    }

    @Test
    void unreachableDatabaseIsNoConfigurationProblem() {
        assertThat(database("jdbc:postgresql://localhost:" + Ports.free() + "/fleetcast")
                        .complaintsOf(new DatabaseCheck()))
                .isEmpty();
    }

    @Test
    void clientOfUnknownDevicesMustExist() throws SQLException {
        registry.execute("insert into client (id, name, enabled) values (7, 'seven', true)");
        Environment environment = database(registry.jdbcUrl());

        assertThat(environment.with(AUTO_REGISTER, "7").complaintsOf(new DatabaseCheck()))
                .isEmpty();
        assertThat(environment.with(AUTO_REGISTER, "8").complaintsOf(new DatabaseCheck()))
                .containsExactly(
                        AUTO_REGISTER + " names a client that does not exist. Example: " + AUTO_REGISTER + "=1");
    }

    @Test
    void newDatabaseHasNoClientsYet() throws SQLException {
        registry.execute("alter table client rename to elsewhere");

        assertThat(database(registry.jdbcUrl()).with(AUTO_REGISTER, "8").complaintsOf(new DatabaseCheck()))
                .isEmpty();
    }

    private static Environment database(String url) {
        return Environment.good()
                .with("QUARKUS_DATASOURCE_JDBC_URL", url)
                .with("QUARKUS_DATASOURCE_USERNAME", SharedServices.database().username())
                .with("QUARKUS_DATASOURCE_PASSWORD", SharedServices.database().password());
    }
}
