package dev.fleetcast.device.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.EmptyRegistry;
import dev.fleetcast.testing.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventJanitorTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private static final Duration TOKENS = Duration.ofDays(4);

    private final EmptyRegistry database = EmptyRegistry.create();
    private final DayPartitions partitions = new DayPartitions(database.dataSource());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TestEvents events = new TestEvents();

    @Test
    void partitionsAreMadeAheadAndOnlyOnce() throws Exception {
        sweep(NOW, "P90D", "P90D");
        sweep(NOW, "P90D", "P90D");

        assertThat(partitions("device_event"))
                .containsExactly("device_event_20261129", "device_event_20261130", "device_event_20261201");
        assertThat(partitions("device_ack")).hasSize(3);
    }

    @Test
    void daysThatAreTooOldAreDroppedAndKeysLiveLonger() throws Exception {
        store(NOW.minusSeconds(86_400 * 3), "{\"ts\":1}");
        store(NOW, "{\"ts\":2}");

        sweep(NOW, "P2D", "P90D");

        assertThat(database.texts("select data from device_event")).containsExactly("{\"ts\":2}");
        assertThat(database.count("device_event_key")).isEqualTo(2);
        assertThat(store(NOW, "{\"ts\":1}").get(0).isDuplicate()).isTrue();
    }

    @Test
    void lastDayIsKeptWhole() throws Exception {
        store(NOW.minusSeconds(86_400 * 2).minusSeconds(60 * 60 * 11), "{\"ts\":1}");

        sweep(NOW, "P2D", "P90D");

        assertThat(database.count("device_event")).isEqualTo(1);
    }

    @Test
    void keysThatAreTooOldAreDeleted() throws Exception {
        store(NOW.minusSeconds(86_400 * 91), "{\"ts\":1}");
        store(NOW, "{\"ts\":2}");

        sweep(NOW, "P90D", "P90D");

        assertThat(database.count("device_event_key")).isEqualTo(1);
        assertThat(database.count("device_event")).isEqualTo(1);
    }

    @Test
    void formerOwnersAreKeptAsLongAsEventsAndTokens() throws Exception {
        database.execute("insert into former_owner (number, client_id, until) values"
                + " ('356938035643809', 7, '2026-11-25T11:59:59Z'), ('490154203237518', 7, '2026-11-25T12:00:00Z')");

        sweep(NOW, "P5D", "P90D");
        assertThat(database.count("former_owner")).isEqualTo(2);

        sweep(NOW, "P2D", "P90D");
        assertThat(database.texts("select number from former_owner")).containsExactly("490154203237518");
    }

    @Test
    void tooManyFormerOwnersOfANumberBecomeOneThatIsNoClient() throws Exception {
        database.execute("insert into former_owner (number, client_id, until) select 'S', n,"
                + " timestamptz '2026-11-28T00:00:00Z' + n * interval '1 minute' from generate_series(1, 5) n");
        database.execute("insert into former_owner (number, client_id, until) select 'T', n,"
                + " timestamptz '2026-11-28T00:00:00Z' + n * interval '1 minute' from generate_series(1, 3) n");

        sweep(NOW, "P2D", "P90D");
        sweep(NOW, "P2D", "P90D");

        assertThat(database.texts("select number || client_id from former_owner order by number, until"))
                .containsExactly("S0", "S4", "S5", "T1", "T2", "T3");
        assertThat(meters.counter("fleetcast.device.forgotten.owners").count()).isEqualTo(2);
    }

    private List<StoredEvent> store(Instant now, String data) {
        return new PostgresEvents(
                        database.dataSource(), partitions, (coreid, at) -> 7L, Clock.fixed(now, ZoneOffset.UTC))
                .store(List.of(events.keyed("d", "door", data)));
    }

    private void sweep(Instant now, String events, String keys) {
        StoreConfig config = Settings.of(
                StoreConfig.class,
                Map.of(
                        "fleetcast.device.event-retention",
                        events,
                        "fleetcast.device.key-lifetime",
                        keys,
                        "fleetcast.device.max-former-owners",
                        "3"));
        new EventJanitor(
                        database.dataSource(),
                        partitions,
                        config,
                        TOKENS,
                        new StoreMetrics(meters),
                        Clock.fixed(now, ZoneOffset.UTC))
                .sweep();
    }

    private List<String> partitions(String table) throws SQLException {
        return database.texts(
                "select inhrelid::regclass from pg_inherits where inhparent = '" + table + "'::regclass order by 1");
    }
}
