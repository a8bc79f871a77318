package dev.fleetcast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.demo.embedded.EmbeddedPostgreSql;
import dev.fleetcast.demo.embedded.Ports;
import dev.fleetcast.testing.Replica;
import dev.fleetcast.testing.SharedServices;
import dev.fleetcast.testing.TestSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartitionLimitIT {

    @Test
    void tooManyPartitionsAreReportedInOneLineAndTheProcessEnds() throws Exception {
        EmbeddedPostgreSql database = SharedServices.database();
        String broker = SharedServices.bootstrapServers();
        // Allocated last, so that the services cannot take it.
        int port = Ports.free();
        Replica replica = Replica.launch(
                port,
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        broker,
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        database.jdbcUrl(),
                        "QUARKUS_DATASOURCE_USERNAME",
                        database.username(),
                        "QUARKUS_DATASOURCE_PASSWORD",
                        database.password(),
                        "FLEETCAST_ACCESS_SIGNING_KEY",
                        TestSettings.signingKey().toString(),
                        "FLEETCAST_INGEST_TOPICS",
                        "fleet.wide",
                        // Not the default topic, which would get as many partitions for all other tests.
                        "FLEETCAST_INGEST_HTTP_TOPIC",
                        "fleet.wide",
                        "FLEETCAST_TOPICS_TELEMETRY_PARTITIONS",
                        "65"));

        replica.awaitExit(Duration.ofSeconds(120));

        List<String> log = Files.readAllLines(Path.of("target", "replica-" + port + ".log"));
        assertThat(replica.exitCode()).isEqualTo(1);
        assertThat(log)
                .filteredOn(line -> line.contains("ERROR"))
                .singleElement()
                .asString()
                .contains("FLEETCAST_INGEST_TOPICS", "66 partitions", "at most 64", "cannot start");
        assertThat(log).noneMatch(line -> line.startsWith("\tat "));
    }
}
