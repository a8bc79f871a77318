package dev.fleetcast.device.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetcast.device.database.DatabaseException;
import dev.fleetcast.device.database.RefusedException;
import dev.fleetcast.device.key.KeyedEvent;
import dev.fleetcast.device.store.StoredEvent;
import dev.fleetcast.device.store.TestEvents;
import dev.fleetcast.testing.MariaDb;
import dev.fleetcast.testing.Settings;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MysqlEventsTest {

    private static final String COLUMNS = "device=coreid, ts=published_at,counter=data.counter";

    private static MariaDb database;

    private final TestEvents events = new TestEvents();
    private Sink sink;

    @BeforeAll
    static void start() throws Exception {
        database = MariaDb.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (database != null) {
            database.close();
        }
    }

    @BeforeEach
    void create() throws SQLException {
        database.execute("drop table if exists device_events");
        database.execute("drop table if exists example02");
        // As the published example makes it.
        database.execute("create table example02 (id INT NOT NULL AUTO_INCREMENT, device VARCHAR(34), ts DATETIME,"
                + " counter INT, UNIQUE INDEX(id))");
        sink = open(Map.of("table-name", "example02", "table-prefix", "sse-examples", "table-columns", COLUMNS));
    }

    @AfterEach
    void close() {
        sink.close();
    }

    @Test
    void eventIsInBothTablesOnce() throws Exception {
        KeyedEvent first = events.keyed("28c8b06ce19895f2178193b0", "sse-examples-01", "{\"counter\":7,\"ts\":1}");
        KeyedEvent again = events.keyed("28c8b06ce19895f2178193b0", "sse-examples-01", "{\"counter\":7,\"ts\":1}");
        KeyedEvent other = events.keyed("d2", "door", "🚪");

        assertThat(store(first, again, other)).containsExactly(false, true, false);
        assertThat(store(first, other)).containsExactly(true, true);

        assertThat(database.texts(
                        "select concat_ws('|', coreid, name, published_at, data, event_key) from device_events"
                                + " order by coreid"))
                .containsExactly(
                        "28c8b06ce19895f2178193b0|sse-examples-01|2026-11-29 12:00:00.125|{\"counter\":7,\"ts\":1}|"
                                + first.key().hex(),
                        "d2|door|2026-11-29 12:00:00.125|🚪|" + other.key().hex());
        assertThat(database.texts("select concat_ws('|', device, ts, counter) from example02"))
                .containsExactly("28c8b06ce19895f2178193b0|2026-11-29 12:00:00|7");
        assertThat(sink.store().find(List.of(first, events.keyed("d", "door", "x"))))
                .containsOnlyKeys(first.key());
    }

    @Test
    void storedAtIsNowInUtc() throws Exception {
        store(events.keyed("d", "door", "x"));

        assertThat(database.texts(
                        "select abs(timestampdiff(second, stored_at, utc_timestamp())) < 60 from device_events"))
                .containsExactly("1");
    }

    @Test
    void whatAColumnCannotHaveIsRefusedAndNothingOfItIsStored() throws Exception {
        for (String data : List.of(
                "{\"counter\":\"many\"}",
                "{\"counter\":99999999999}",
                "{\"counter\":1e999999999}",
                "{\"counter\":{\"a\":1}}")) {
            assertThatThrownBy(() -> store(
                            events.keyed("d", "sse-examples-01", "{\"counter\":1}"),
                            events.keyed("d", "sse-examples-01", data)))
                    .as(data)
                    .isInstanceOf(RefusedException.class);
        }

        assertThat(database.texts("select count(*) from device_events")).containsExactly("0");
        assertThat(database.texts("select count(*) from example02")).containsExactly("0");
    }

    @Test
    void missingMembersAreNull() throws Exception {
        store(
                events.keyed("d", "sse-examples-01", null),
                events.keyed("d", "sse-examples-01", "open"),
                events.keyed("d", "sse-examples-01", "{\"counter\":null}"),
                events.keyed("d", "sse-examples-01", "{\"counter\":5}"));

        assertThat(database.texts("select coalesce(counter, 'none') from example02 order by id"))
                .containsExactly("none", "none", "none", "5");
    }

    @Test
    void numbersKeepTheirDigits() throws Exception {
        database.execute("alter table example02 modify counter decimal(40, 20)");
        for (String number : List.of("-0.12345678901234567890", "12345678901234567890.5", "1e3")) {
            store(events.keyed("d", "sse-examples-01", "{\"counter\":" + number + "}"));
        }

        assertThat(database.texts("select counter from example02 order by id"))
                .containsExactly(
                        "-0.12345678901234567890",
                        "12345678901234567890.50000000000000000000",
                        "1000.00000000000000000000");
    }

    @Test
    void tableIsMadeAgainInAnotherDatabase() throws Exception {
        store(events.keyed("d", "door", "before"));
        database.execute("drop table device_events");
        KeyedEvent event = events.keyed("d", "door", "after");
        assertThatThrownBy(() -> store(event)).isInstanceOf(DatabaseException.class);

        assertThat(store(event)).containsExactly(false);
    }

    @Test
    void uniqueKeyOfTheUsersTableRefuses() throws Exception {
        database.execute("alter table example02 add unique (device, counter)");
        store(events.keyed("d", "sse-examples-01", "{\"counter\":1}"));

        assertThatThrownBy(() -> store(events.keyed("d", "sse-examples-01", "{\"counter\":1}")))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void wholeMinuteOfOutageIsWaitedFor() throws Exception {
        store(events.keyed("d", "door", "before"));
        database.goAway();
        KeyedEvent event = events.keyed("d", "door", "after");
        assertThatThrownBy(() -> store(event)).isInstanceOf(DatabaseException.class);
        database.comeBack();

        org.awaitility.Awaitility.await()
                .ignoreExceptions()
                .until(() -> store(event).size() == 1);
        assertThat(database.texts("select data from device_events order by data"))
                .containsExactly("after", "before");
    }

    @Test
    void tableOutsideOfTransactionsIsRefusedUntilItIsChanged() throws Exception {
        database.execute("alter table example02 engine = MyISAM");
        KeyedEvent event = events.keyed("d", "sse-examples-01", "{\"counter\":1}");
        assertThatThrownBy(() -> store(event)).hasMessageContaining("must use the engine InnoDB");
        database.execute("alter table example02 engine = InnoDB");

        assertThat(store(event)).containsExactly(false);
    }

    @Test
    void withoutATableOfTheUserThereIsOnlyOurs() throws Exception {
        Sink plain = open(Map.of());
        plain.store().store(List.of(events.keyed("d", "sse-examples-01", "{\"counter\":1}")));
        plain.close();

        assertThat(database.texts("select count(*) from device_events")).containsExactly("1");
        assertThat(database.texts("select count(*) from example02")).containsExactly("0");
    }

    private List<Boolean> store(KeyedEvent... batch) {
        return sink.store().store(List.of(batch)).stream()
                .map(StoredEvent::isDuplicate)
                .toList();
    }

    private static Sink open(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>();
        all.put("fleetcast.device.sinks.mysql.url", database.url());
        all.put("fleetcast.device.sinks.mysql.username", "root");
        settings.forEach((name, value) -> all.put("fleetcast.device.sinks.mysql." + name, value));
        return MysqlSink.open(Settings.of(MysqlConfig.class, all));
    }
}
