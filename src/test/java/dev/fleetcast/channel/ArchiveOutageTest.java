package dev.fleetcast.channel;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;

import dev.fleetcast.channel.log.EventContent;
import dev.fleetcast.testing.Api;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Data sent during a database outage is archived when the database returns. */
@QuarkusTest
class ArchiveOutageTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String username;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    private final String channel = "archive-" + UUID.randomUUID();
    private Api admin;
    private ChannelTopicsFeed feed;

    @BeforeEach
    void logIn() {
        admin = Api.login("admin");
        feed = new ChannelTopicsFeed(bootstrapServers);
    }

    @AfterEach
    void close() throws SQLException {
        feed.close();
        connect();
    }

    @Test
    void eventsDuringAnOutageAreArchivedAfterwards() throws SQLException {
        feed.event(channel, EventContent.of("1"));
        cutOff();
        feed.event(channel, EventContent.of("2"));
        feed.event(channel, EventContent.of("3"));

        admin.request()
                .get("/admin/events/" + channel)
                .then()
                .statusCode(503)
                .time(lessThan(5_000L))
                .header("Retry-After", notNullValue())
                .contentType("application/problem+json");
        connect();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> admin.request()
                        .get("/admin/events/" + channel)
                        .then()
                        .statusCode(200)
                        .body(equalTo("[1,2,3]")));
    }

    private void cutOff() throws SQLException {
        execute("alter database postgres allow_connections false");
        execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'postgres'");
    }

    private void connect() throws SQLException {
        execute("alter database postgres allow_connections true");
    }

    private void execute(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(url.replace("/postgres", "/template1"), username, password);
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
