package dev.fleetcast.device.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.EmptyRegistry;
import dev.fleetcast.testing.Settings;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventJanitorTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private final EmptyRegistry database = EmptyRegistry.create();
    private final DayPartitions partitions = new DayPartitions(database.dataSource());
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

    private List<StoredEvent> store(Instant now, String data) {
        return new PostgresEvents(database.dataSource(), partitions, coreid -> 7L, Clock.fixed(now, ZoneOffset.UTC))
                .store(List.of(events.keyed("d", "door", data)));
    }

    private void sweep(Instant now, String events, String keys) {
        StoreConfig config = Settings.of(
                StoreConfig.class,
                Map.of("fleetcast.device.event-retention", events, "fleetcast.device.key-lifetime", keys));
        new EventJanitor(database.dataSource(), partitions, config, Clock.fixed(now, ZoneOffset.UTC)).sweep();
    }

    private List<String> partitions(String table) throws SQLException {
        return database.texts(
                "select inhrelid::regclass from pg_inherits where inhparent = '" + table + "'::regclass order by 1");
    }
}
