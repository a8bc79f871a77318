package dev.fleetcast.registry;

import static dev.fleetcast.testing.RegistryFixture.as;
import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;

import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DatabaseOutageTest {

    @Inject
    RegistryFixture fixture;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String username;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    private String admin;
    private String viewer;

    @BeforeEach
    void cutOff() throws SQLException {
        long client = fixture.client();
        admin = RegistryFixture.login(fixture.user(Set.of("admin"), Set.of(client)));
        viewer = RegistryFixture.login(fixture.user(Set.of(), Set.of(client)));
        execute("alter database postgres allow_connections false");
        execute("select pg_terminate_backend(pid, 30000) from pg_stat_activity where datname = 'postgres'");
    }

    @AfterEach
    void connect() throws SQLException {
        execute("alter database postgres allow_connections true");
        await().until(() -> as(admin).get("/api/v1/admin/units").statusCode() == 200);
    }

    @Test
    void dataInMemoryStaysAvailableAndTheRestFailsWithRetryAfter() {
        as(viewer).get("/api/v1/units").then().statusCode(200);
        when().get("/q/health/ready").then().body("checks.find { it.name == 'registry loaded' }.status", equalTo("UP"));
        expectUnavailable(as(admin), Method.GET, "/api/v1/admin/units");
        expectUnavailable(as(admin), Method.GET, "/api/v1/admin/units/1");
        expectUnavailable(as(admin), Method.DELETE, "/api/v1/admin/units/1");
        expectUnavailable(as(admin).body("{\"name\":\"x\"}"), Method.POST, "/api/v1/admin/clients");
        expectUnavailable(as(admin).body("{\"name\":\"x\"}"), Method.PATCH, "/api/v1/admin/clients/1");
    }

    private static void expectUnavailable(RequestSpecification request, Method method, String path) {
        request.request(method, path)
                .then()
                // A connection of the pool is waited for for three seconds.
                .time(lessThan(10_000L))
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .contentType("application/problem+json");
    }

    private void execute(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(url.replace("/postgres", "/template1"), username, password);
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
