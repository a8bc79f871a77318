package dev.fleetcast.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.demo.embedded.EmbeddedPostgreSql;
import dev.fleetcast.demo.embedded.Ports;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.Replica;
import dev.fleetcast.testing.SharedServices;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The past in a database of its own. */
class OwnDatabaseIT {

    private static final String UNIT = "50";

    @Test
    void pastIsInItsOwnDatabaseAndTheRegistryInTheOther() throws SQLException {
        try (EmbeddedPostgreSql registry = EmbeddedPostgreSql.start(Ports.free());
                EmbeddedPostgreSql past = EmbeddedPostgreSql.start(Ports.free());
                Replica replica = Replica.start(Map.of(
                        "QUARKUS_DATASOURCE_JDBC_URL", registry.jdbcUrl(),
                        "QUARKUS_DATASOURCE_HISTORY_JDBC_URL", past.jdbcUrl(),
                        "QUARKUS_DATASOURCE_HISTORY_USERNAME", past.username(),
                        "QUARKUS_DATASOURCE_HISTORY_PASSWORD", past.password(),
                        "FLEETCAST_RECORDER_GROUP", "own-database"))) {
            Api demo = Api.login(replica.address(), "demo");
            Instant now = Instant.now();
            try (Feed feed = new Feed(SharedServices.bootstrapServers())) {
                feed.send(UNIT, Feed.gps(now, 30.5));
            }

            String period = "/api/v1/history/telemetry/unit/" + UNIT + "/period/from/"
                    + now.minus(Duration.ofDays(2)).toString().substring(0, 10) + "/time/00:00:00/to/"
                    + now.plus(Duration.ofDays(2)).toString().substring(0, 10) + "/time/00:00:00";
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> replica.request(demo)
                            .get(period)
                            .jsonPath()
                            .getList("data.seq_no")
                            .contains(Feed.lastSequence()));
            assertThat(count(past, "history_message")).isPositive();
            assertThat(count(past, "unit")).isZero();
            assertThat(count(registry, "history_message")).isZero();
            assertThat(count(registry, "unit")).isPositive();
        }
    }

    private static long count(EmbeddedPostgreSql database, String table) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
