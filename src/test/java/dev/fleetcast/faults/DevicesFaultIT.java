package dev.fleetcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.Api;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Devices that send their events until they are confirmed, while replicas, the broker and every store fail. */
@Tag("faults")
class DevicesFaultIT {

    private static final Duration ALL_CONFIRMED = Duration.ofSeconds(180);
    private static final Duration BETWEEN = Duration.ofSeconds(2);
    /** Devices must still be sending after the restarts of several replicas. */
    private static final Duration SLOW = Duration.ofMillis(600);

    private static final String KEYS = "select encode(key, 'hex') from device_event where name = ? order by 1";
    private static final String ROWS = "select count(*) from device_event where name = ?";
    private static final String DIFFERENT = "select count(distinct (coreid, ts)) from device_event where name = ?";
    /** Events with a confirmation, none of which is earlier than its row. */
    private static final String CONFIRMED =
            "select count(distinct (coreid, ts)) from device_ack a where name = ? and exists (select 1 from device_event e"
                    + " where e.coreid = a.coreid and e.name = a.name and e.ts = a.ts and e.stored_at <= a.confirmed_at)";

    private final Random chance = Dose.chance(getClass());
    private final Cluster cluster = SharedCluster.cluster();
    private final String name = "fault-" + UUID.randomUUID();

    /**
     * What the devices do.
     *
     * @param events of each device
     * @param pace between two events of a device
     */
    private record Load(int devices, int events, Duration pace) {}

    @AfterEach
    void leaveTheClusterWhole() {
        for (int i = 0; i < cluster.size(); i++) {
            if (!cluster.replica(i).isAlive()) {
                cluster.restart(i);
            }
        }
    }

    @Test
    void everyEventIsInEveryStoreOnceAndConfirmedAfterwards() throws Exception {
        run(
                "devices: a replica killed, every store gone",
                new Load(8, 60, ConfirmedDevice.QUICK),
                1,
                Dose.lasting(Duration.ofSeconds(10)),
                false);
    }

    @Test
    @Tag("extended")
    void everyEventIsInEveryStoreOnceAndConfirmedAfterwardsWhateverFails() throws Exception {
        run(
                "devices: five replicas killed, every store gone for 20 s, the broker killed",
                new Load(20, 300, SLOW),
                5,
                Duration.ofSeconds(20),
                true);
    }

    private void run(String row, Load load, int kills, Duration outage, boolean withBroker) throws Exception {
        try (FurtherStores further = FurtherStores.beside(cluster);
                Devices devices = new Devices(load)) {
            for (int i = 0; i < kills; i++) {
                Waiting.during(BETWEEN);
                int killed = chance.nextInt(cluster.size());
                cluster.replica(killed).kill();
                Waiting.during(BETWEEN);
                if (i == kills / 2) {
                    further.goAway();
                    failWhileEventsWait(devices, outage, withBroker);
                }
                cluster.restart(killed);
            }
            long over = System.nanoTime();
            // The further stores are still gone, and delay no confirmation.
            devices.awaitConfirmed();
            Duration recovery = Duration.ofNanos(System.nanoTime() - over);

            int all = load.devices() * load.events();
            Waiting.untilEqual("confirmations are archived", ALL_CONFIRMED, () -> count(CONFIRMED), () -> (long) all);
            long rows = count(ROWS);
            long different = count(DIFFERENT);
            Results.add(
                    row,
                    load.devices(),
                    devices.accepted(),
                    new Figures(rows, all - different, rows - different, 0, 0, 0, 0),
                    recovery);
            assertThat(different).isEqualTo(all);
            assertThat(rows).isEqualTo(all);
            assertThat(devices.confirmedTooEarly()).isZero();

            further.comeBack();
            further.killAndStartReplica();
            Waiting.untilEqual("MariaDB", ALL_CONFIRMED, () -> further.keysInMariaDb(name), this::keys);
            Waiting.untilEqual("documents", ALL_CONFIRMED, () -> further.keysOfDocuments(name), this::keys);
        }
    }

    /** Half of the replicas' deaths come before, half afterwards: the devices must still be sending. */
    private void failWhileEventsWait(Devices devices, Duration outage, boolean withBroker) {
        cluster.stopDatabase();
        Waiting.during(outage);
        assertThat(devices.areConfirmed()).as("confirmed without a database").isFalse();
        cluster.startDatabase();
        if (withBroker) {
            SharedCluster.broker().kill();
            Waiting.during(BETWEEN);
            assertThat(devices.areConfirmed())
                    .as("confirmed before the broker died")
                    .isFalse();
            SharedCluster.broker().start();
        }
    }

    private long count(String query) {
        return Long.parseLong(texts(query).get(0));
    }

    /** The keys of the events in PostgreSQL, in order. */
    private List<String> keys() {
        return texts(KEYS);
    }

    private List<String> texts(String query) {
        try (Connection connection = DriverManager.getConnection(
                        cluster.database().jdbcUrl(),
                        cluster.database().username(),
                        cluster.database().password());
                PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
                List<String> texts = new ArrayList<>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The devices of a test. */
    private final class Devices implements AutoCloseable {

        private final List<ConfirmedDevice> all;

        Devices(Load load) {
            String address = "http://localhost:" + cluster.balancer().port();
            Api admin = Api.login(address, "admin");
            all = LongStream.rangeClosed(1, load.devices())
                    .mapToObj(unit -> new ConfirmedDevice(
                            address,
                            unit,
                            token(admin, address, unit),
                            name,
                            load.events(),
                            load.pace(),
                            cluster::database))
                    .toList();
            all.forEach(ConfirmedDevice::start);
        }

        void awaitConfirmed() {
            Waiting.until("all are confirmed", ALL_CONFIRMED, this::areConfirmed);
        }

        boolean areConfirmed() {
            return all.stream().allMatch(ConfirmedDevice::isDone);
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
