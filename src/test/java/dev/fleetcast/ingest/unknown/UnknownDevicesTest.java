package dev.fleetcast.ingest.unknown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.ingest.TestRecord;
import dev.fleetcast.ingest.record.IngestConfig;
import dev.fleetcast.testing.EmptyRegistry;
import dev.fleetcast.testing.Settings;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The list in the database. */
class UnknownDevicesTest {

    private static final String KEYS = "select key from unknown_device order by key";

    private final EmptyRegistry database = EmptyRegistry.create();
    private final UnknownDevices devices = devices();

    @BeforeEach
    void addClient() throws SQLException {
        database.execute("insert into client (id, name, enabled) values (1, 'one', true)");
    }

    @Test
    void messagesOfAllReplicasAreCounted() throws Exception {
        devices.add(tally("VAN-1", "VAN-1"));
        devices().add(tally("VAN-1", "VAN-2"));

        assertThat(database.texts("select key || ' ' || messages from unknown_device order by key"))
                .containsExactly("VAN-1 3", "VAN-2 1");
    }

    @Test
    void floodPushesOutOnlyKeysThatWereSeenOnceAndIsCounted() throws Exception {
        devices.add(tally("real", "real"));
        devices.add(tally("flood 1", "flood 2"));

        long unlisted = devices.add(tally("flood 3", "flood 4"));

        assertThat(database.texts(KEYS)).containsExactly("flood 3", "flood 4", "real");
        assertThat(unlisted).isEqualTo(2);
        assertThat(database.texts("select messages from unlisted_device")).containsExactly("2");
    }

    @Test
    void keysThatAreSeenAgainAndAgainKeepTheirPlaces() throws Exception {
        devices.add(tally("one", "one", "two", "two", "three", "three"));

        assertThat(devices.add(tally("four", "four"))).isEqualTo(2);

        assertThat(database.texts(KEYS)).containsExactly("one", "three", "two");
    }

    @Test
    void keyOfAUnitIsNotListedWhicheverNumberItIs() throws Exception {
        devices.add(tally("865208030078601", "SN-1", "77"));
        database.execute("""
                insert into unit (id, client_id, imei, serial_no, name, status, timezone) values
                    (77, 1, '865208030078601', null, 'a', 'active', 'UTC'), (78, 1, null, 'SN-1', 'b', 'active', 'UTC')""");

        assertThat(devices.count()).isZero();
        assertThat(devices.toRegister(10)).isEmpty();
        devices.sweep();

        assertThat(database.texts(KEYS)).isEmpty();
    }

    @Test
    void keyThatIsNotSeenForLongIsForgotten() throws Exception {
        devices.add(tally("old", "new"));
        database.execute("update unknown_device set last_seen = now() - interval '8 days' where key = 'old'");

        devices.sweep();

        assertThat(database.texts(KEYS)).containsExactly("new");
    }

    @Test
    void refusedKeyIsListedButNotTriedAgain() throws Exception {
        devices.add(tally("VAN-1", "VAN-2"));

        devices.refuse("VAN-1", "x".repeat(1_000));

        assertThat(devices.toRegister(10)).containsExactly("VAN-2");
        assertThat(devices.count()).isEqualTo(2);
    }

    private UnknownDevices devices() {
        return new UnknownDevices(
                database.dataSource(),
                Settings.of(IngestConfig.class, Map.of("fleetcast.ingest.unknown-devices", "3")));
    }

    private static UnknownTally tally(String... keys) {
        UnknownTally tally = new UnknownTally();
        for (String key : keys) {
            tally.add(key, TestRecord.at(1, Instant.now().toEpochMilli(), key, TestRecord.bytes("{}")), Instant.now());
        }
        return tally;
    }
}
