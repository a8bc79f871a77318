package dev.fleetcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.fleetcast.demo.embedded.Ports;
import dev.fleetcast.testing.Api;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Devices that send their events until they are confirmed, while replicas, database, broker and a further store fail. */
@Tag("faults")
class DevicesFaultIT {

    private static final Duration ALL_CONFIRMED = Duration.ofSeconds(180);
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private static final String ROWS = "select count(*) from device_event where name = ?";
    private static final String DIFFERENT = "select count(distinct (coreid, ts)) from device_event where name = ?";
    /** Events with a confirmation, none of which is earlier than its row. */
    private static final String CONFIRMED =
            "select count(distinct (coreid, ts)) from device_ack a where name = ? and exists (select 1 from device_event e"
                    + " where e.coreid = a.coreid and e.name = a.name and e.ts = a.ts and e.stored_at <= a.confirmed_at)";

    private final Random chance = Dose.chance(getClass());
    private final Cluster cluster = SharedCluster.cluster();
    private final String name = "fault-" + UUID.randomUUID();

    @AfterEach
    void leaveTheClusterWhole() {
        for (int i = 0; i < cluster.size(); i++) {
            if (!cluster.replica(i).isAlive()) {
                cluster.restart(i);
            }
        }
    }

    @Test
    void everyEventIsStoredOnceAndConfirmedAfterwards() {
        run("devices: a replica killed, the database gone", 8, 60, 1, Dose.lasting(Duration.ofSeconds(10)), false);
    }

    @Test
    @Tag("extended")
    void everyEventIsStoredOnceAndConfirmedAfterwardsWhateverFails() {
        run(
                "devices: five replicas killed, the database gone for 20 s, the broker killed",
                20,
                300,
                5,
                Duration.ofSeconds(20),
                true);
    }

    @Test
    void furtherStoreCatchesUpAfterItsOutageAndDelaysNoConfirmation() {
        int port = Ports.free();
        MongoServer documents = new MongoServer(new MemoryBackend());
        Cluster.Extra replica = cluster.extra(
                Map.of("FLEETCAST_DEVICE_SINKS_MONGODB_URL", "mongodb://127.0.0.1:" + port + "/?timeoutMS=3000"));
        try (Devices devices = new Devices(4, 20)) {
            devices.awaitConfirmed();
            documents.bind("127.0.0.1", port);
            try (MongoClient client = MongoClients.create("mongodb://127.0.0.1:" + port)) {
                Waiting.untilEqual(
                        "documents",
                        ALL_CONFIRMED,
                        () -> client.getDatabase("fleetcast")
                                .getCollection("device_events")
                                .countDocuments(Filters.eq("name", name)),
                        () -> count(ROWS));
            }
            assertThat(count(ROWS)).isEqualTo(80);
        } finally {
            replica.replica().close();
            documents.shutdownNow();
        }
    }

    private void run(String row, int number, int events, int kills, Duration outage, boolean withBroker) {
        try (Devices devices = new Devices(number, events)) {
            for (int i = 0; i < kills; i++) {
                Waiting.during(BETWEEN);
                int killed = chance.nextInt(cluster.size());
                cluster.replica(killed).kill();
                Waiting.during(BETWEEN);
                cluster.restart(killed);
            }
            cluster.stopDatabase();
            Waiting.during(outage);
            cluster.startDatabase();
            if (withBroker) {
                SharedCluster.broker().kill();
                Waiting.during(BETWEEN);
                SharedCluster.broker().start();
            }
            long over = System.nanoTime();
            devices.awaitConfirmed();
            Duration recovery = Duration.ofNanos(System.nanoTime() - over);

            int all = number * events;
            Waiting.untilEqual("confirmations are archived", ALL_CONFIRMED, () -> count(CONFIRMED), () -> (long) all);
            long rows = count(ROWS);
            long different = count(DIFFERENT);
            Results.add(
                    row,
                    number,
                    devices.accepted(),
                    new Figures(rows, all - different, rows - different, 0, 0, 0, 0),
                    recovery);
            assertThat(different).isEqualTo(all);
            assertThat(rows).isEqualTo(all);
            assertThat(devices.confirmedTooEarly()).isZero();
        }
    }

    private long count(String query) {
        try (Connection connection = DriverManager.getConnection(
                        cluster.database().jdbcUrl(),
                        cluster.database().username(),
                        cluster.database().password());
                PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The devices of a test. */
    private final class Devices implements AutoCloseable {

        private final List<ConfirmedDevice> all;

        Devices(int number, int events) {
            String address = "http://localhost:" + cluster.balancer().port();
            Api admin = Api.login(address, "admin");
            all = LongStream.rangeClosed(1, number)
                    .mapToObj(unit -> new ConfirmedDevice(
                            address, unit, token(admin, address, unit), name, events, cluster::database))
                    .toList();
            all.forEach(ConfirmedDevice::start);
        }

        void awaitConfirmed() {
            Waiting.until("all are confirmed", ALL_CONFIRMED, () -> all.stream().allMatch(ConfirmedDevice::isDone));
        }

        long accepted() {
            return all.stream().mapToLong(ConfirmedDevice::accepted).sum();
        }

        long confirmedTooEarly() {
            return all.stream().mapToLong(ConfirmedDevice::confirmedTooEarly).sum();
        }

        @Override
        public void close() {
            all.forEach(ConfirmedDevice::close);
        }

        private static String token(Api admin, String address, long unit) {
            return admin.request()
                    .baseUri(address)
                    .post("/api/v1/devices/" + unit + "/tokens")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("data.token");
        }
    }
}
