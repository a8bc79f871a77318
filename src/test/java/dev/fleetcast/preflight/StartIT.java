package dev.fleetcast.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.demo.embedded.Ports;
import dev.fleetcast.testing.EmptyRegistry;
import dev.fleetcast.testing.SharedServices;
import dev.fleetcast.testing.TestSettings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Starts the packaged application, or checks why it refuses to start. */
class StartIT {

    /** Allows for a busy machine; on an idle one a refusal takes a second. */
    private static final long REFUSED_WITHIN_SECONDS = 90;

    @Test
    void allMissingSettingsAreReported() throws Exception {
        assertThat(refusal(Map.of()))
                .anyMatch(line -> line.contains("KAFKA_BOOTSTRAP_SERVERS=kafka"))
                .anyMatch(line -> line.contains("QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://"))
                .anyMatch(line -> line.contains("QUARKUS_DATASOURCE_USERNAME="))
                .anyMatch(line -> line.contains("QUARKUS_DATASOURCE_PASSWORD="))
                .anyMatch(line -> line.contains("FLEETCAST_ACCESS_SIGNING_KEY="));
    }

    @Test
    void allInvalidSettingsAreReportedAtOnce() throws Exception {
        Map<String, String> environment = good(EmptyRegistry.create());
        environment.remove("QUARKUS_DATASOURCE_USERNAME");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "kafka");
        environment.put("FLEETCAST_STREAM_PING_INTERVAL", "often");
        environment.put("FLEETCAST_STREAM_MAX_PER_USER", "0");
        environment.put("FLEETCAST_PRODUCTION", "true");
        environment.put("FLEETCAST_DEMO_DATA", "true");
        environment.put("QUARKUS_HTTP_CORS_ORIGINS", "*");
        environment.put("FLEETCAST_STREAM_MAX_PER_USR", "5");

        assertThat(refusal(environment))
                .anyMatch(line -> line.contains("QUARKUS_DATASOURCE_USERNAME is missing"))
                .anyMatch(line -> line.contains("KAFKA_BOOTSTRAP_SERVERS is not"))
                .anyMatch(line -> line.contains("FLEETCAST_STREAM_PING_INTERVAL is not"))
                .anyMatch(line -> line.contains("FLEETCAST_STREAM_MAX_PER_USER must be"))
                .anyMatch(line -> line.contains("FLEETCAST_DEMO_DATA creates"))
                .anyMatch(line -> line.contains("QUARKUS_HTTP_CORS_ORIGINS lets"))
                .anyMatch(line -> line.contains("the nearest one is FLEETCAST_STREAM_MAX_PER_USER"));
    }

    @Test
    void singleViolationIsReportedInTheSameWords() throws Exception {
        Map<String, String> environment = good(EmptyRegistry.create());
        environment.put("FLEETCAST_STREAM_MAX_PER_USER", "0");

        assertThat(refusal(environment))
                .anyMatch(line -> line.contains("FLEETCAST_STREAM_MAX_PER_USER must be greater than or equal to 1"));
    }

    @Test
    void missingDatabaseIsReported() throws Exception {
        Map<String, String> environment = good(EmptyRegistry.create());
        environment.put(
                "QUARKUS_DATASOURCE_JDBC_URL",
                SharedServices.database().jdbcUrl().replaceFirst("/postgres$", "/nowhere"));

        assertThat(refusal(environment))
                .anyMatch(line -> line.contains("QUARKUS_DATASOURCE_JDBC_URL names a database"));
    }

    @Test
    void portInUseIsReported() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
            Map<String, String> environment = good(EmptyRegistry.create());
            environment.put("QUARKUS_HTTP_PORT", Integer.toString(taken.getLocalPort()));

            try (PackagedStart start = PackagedStart.in(environment)) {
                assertThat(start.hasEndedWithin(REFUSED_WITHIN_SECONDS)).isTrue();
                assertThat(start.exitCode()).isNotZero();
                assertThat(start.lines()).anyMatch(line -> line.contains("QUARKUS_HTTP_PORT names a port"));
            }
        }
    }

    @Test
    void unreachableDatabaseAndBrokerAreAwaitedUntilTermination() throws Exception {
        Map<String, String> environment = good(EmptyRegistry.create());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "localhost:" + Ports.free());
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://localhost:" + Ports.free() + "/fleetcast");

        try (PackagedStart start = PackagedStart.in(environment)) {
            assertThat(start.hasEndedWithin(12)).isFalse();

            start.terminate();

            assertThat(start.hasEndedWithin(60)).isTrue();
            assertThat(start.exitCode()).isEqualTo(143);
        }
    }

    @Test
    void firstAdministratorIsCreatedInAnEmptyRegistryOnly() throws Exception {
        EmptyRegistry registry = EmptyRegistry.create();
        Map<String, String> environment = good(registry);
        environment.put("FLEETCAST_BOOTSTRAP_ADMIN_USERNAME", "first");
        environment.put("FLEETCAST_BOOTSTRAP_ADMIN_PASSWORD", "a password of its own");

        startUntil(environment, () -> registry.count("app_user") > 0);
        environment.put("FLEETCAST_BOOTSTRAP_ADMIN_USERNAME", "second");
        environment.put("FLEETCAST_DEMO_DATA", "true");
        startUntil(environment, () -> registry.count("app_user where username = 'demo'") > 0);

        assertThat(registry.texts("select username || ' is ' || role from app_user join user_role on user_id = id"))
                .containsExactlyInAnyOrder(
                        "first is admin", "admin is admin", "manager is fleet_admin", "publisher is publisher");
        assertThat(registry.texts("select password_hash from app_user where username = 'first'"))
                .noneMatch(hash -> hash.contains("password"));
    }

    private static void startUntil(Map<String, String> environment, Callable<Boolean> condition) throws Exception {
        try (PackagedStart start = PackagedStart.in(environment)) {
            await().atMost(Duration.ofSeconds(90)).until(() -> condition.call() || start.hasEndedWithin(0));
            assertThat(start.hasEndedWithin(0)).isFalse();
        }
    }

    private static List<String> refusal(Map<String, String> environment) throws Exception {
        try (PackagedStart start = PackagedStart.in(environment)) {
            assertThat(start.hasEndedWithin(REFUSED_WITHIN_SECONDS)).isTrue();
            assertThat(start.exitCode()).isNotZero();
            assertThat(start.lines()).hasSizeLessThan(40).noneMatch(line -> line.startsWith("\tat "));
            return start.lines();
        }
    }

    private static Map<String, String> good(EmptyRegistry registry) {
        return new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", SharedServices.bootstrapServers(),
                "QUARKUS_DATASOURCE_JDBC_URL", registry.jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME", SharedServices.database().username(),
                "QUARKUS_DATASOURCE_PASSWORD", SharedServices.database().password(),
                "FLEETCAST_ACCESS_SIGNING_KEY", TestSettings.signingKey().toString(),
                "QUARKUS_HTTP_PORT", "0"));
    }
}
