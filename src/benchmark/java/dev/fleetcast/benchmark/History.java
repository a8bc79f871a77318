package dev.fleetcast.benchmark;

import dev.fleetcast.demo.embedded.EmbeddedPostgreSql;
import dev.fleetcast.demo.embedded.Ports;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Scenario K: the past of a fleet. One replica, which has all cores, like everything else, records a month that comes at
 * once and answers questions about it: first from single rows, then, after another start, from what is packed.
 */
final class History implements OwnScenario {

    static final String LETTER = "K";
    static final String RECORDED = "recorded as fast as it comes";
    static final String RECORDED_WARM = "the same, after the first quarter";
    static final String USUAL_DAY = "day of 8,640 messages, `_fields`";
    static final String DENSE_DAY = "day of 86,400 messages, `_fields`";
    static final String TRIPS = "12 trips of a day";
    static final String FLEET_DAY = "daily distances of 1,000 units";
    static final String DISK = "disk of a day";
    static final String PACKED = ", packed";

    private static final String FIELDS = "?_fields=gps.local_time,gps.speed,events";
    private static final int READY_MILLIS = 90_000;
    private static final int RECORDED_MILLIS = 600_000;
    private static final int WARM_UP_PERCENT = 25;
    private static final int WARM_UP = 20;
    private static final int READINGS = 20;

    private final Options options;

    History(Options options) {
        this.options = options;
    }

    @Override
    public String title() {
        return "the past of a fleet";
    }

    @Override
    public void measure(String contestant, int round, RawResults results) {
        Path directory = StartUp.newDirectory(options);
        try (Feed feed = new Feed(options, directory, 1, 0);
                EmbeddedPostgreSql database = EmbeddedPostgreSql.start(Ports.free())) {
            Arena arena = StartUp.arena(options, feed, directory);
            FleetcastApi api = new FleetcastApi(Ports.free());
            OwnProcess recording = start(arena, api, database);
            try (recording) {
                api.register(PastFleet.UNITS);
                record(round, feed.bootstrapServers(), database, results);
                results.add(bytes(round, "history_message", "", database));
                read(round, api, "", results);
            }
            OwnProcess packing = start(arena, api, database);
            try (packing) {
                awaitPacked(database);
                results.add(bytes(round, "history_chunk", PACKED, database));
                read(round, api, PACKED, results);
            }
        }
    }

    private static OwnProcess start(Arena arena, FleetcastApi api, EmbeddedPostgreSql database) {
        Map<String, String> environment = Fleetcast.environment(arena, api.port(), database);
        OwnProcess process = Fleetcast.process(arena, environment);
        if (!Pause.until(api::isReady, READY_MILLIS)) {
            process.close();
            throw new IllegalStateException("fleetcast does not get ready");
        }
        return process;
    }

    /** From the first message on, and once the replica has compiled itself; everything is sent meanwhile. */
    private static void record(int round, String bootstrapServers, EmbeddedPostgreSql database, RawResults results) {
        long all = PastFleet.messages();
        // One connection: a new one would take the database more than the question.
        try (PastFleet fleet = new PastFleet(bootstrapServers);
                Connection connection = connect(database)) {
            OtherUse others = OtherUse.begin();
            long begin = System.nanoTime();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(fleet::send);
            long first = awaitRecorded(connection, all * WARM_UP_PERCENT / 100);
            double warm = seconds(begin);
            awaitRecorded(connection, all);
            double seconds = seconds(begin);
            sending.join();
            results.add(new Row(LETTER, RECORDED, "fleetcast", round)
                    .add(Figure.EXPECTED, all)
                    .add(Figure.RECEIVED, stored(connection))
                    .add(Figure.RECORDED_PER_SECOND, all / seconds)
                    .add(Figure.OTHER_CORES, others.cores()));
            results.add(new Row(LETTER, RECORDED_WARM, "fleetcast", round)
                    .add(Figure.RECORDED_PER_SECOND, (all - first) / (seconds - warm)));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Days that are over are packed from the replica's first seconds on. */
    private static long stored(Connection connection) {
        return query(connection, "select count(*) from history_message")
                + query(connection, "select coalesce(sum(messages), 0) from history_chunk");
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    /** Waits until so many messages are recorded; returns how many there are. */
    private static long awaitRecorded(Connection connection, long messages) {
        Pause.until(() -> recorded(connection) >= messages, RECORDED_MILLIS);
        return recorded(connection);
    }

    private static long recorded(Connection connection) {
        return query(connection, "select sum(next_offset) from history_feed");
    }

    /** The janitor packs what is older than two days soon after a start. */
    private static void awaitPacked(EmbeddedPostgreSql database) {
        if (!Pause.until(() -> query(database, "select count(*) from history_message") == 0, RECORDED_MILLIS)) {
            throw new IllegalStateException("the past is not packed");
        }
    }

    private static Row bytes(int round, String table, String form, EmbeddedPostgreSql database) {
        String partition = table + "_" + PastFleet.day().toString().replace("-", "");
        String messages = table.equals("history_chunk") ? "sum(messages)" : "count(*)";
        return new Row(LETTER, DISK + form, "fleetcast", round)
                .add(
                        Figure.DISK_BYTES,
                        query(
                                database,
                                "select pg_total_relation_size('%s') / (select %s from %s)"
                                        .formatted(partition, messages, partition)));
    }

    private static void read(int round, FleetcastApi api, String form, RawResults results) {
        LocalDate day = PastFleet.day();
        String ofDay = "/date/" + day;
        Map<String, String> questions = Map.of(
                USUAL_DAY,
                "telemetry/unit/" + PastFleet.USUAL + ofDay + FIELDS,
                "day of 8,640 messages, whole",
                "telemetry/unit/" + PastFleet.USUAL + ofDay,
                DENSE_DAY,
                "telemetry/unit/" + PastFleet.DENSE + ofDay + FIELDS,
                TRIPS,
                "trips/unit/" + PastFleet.USUAL + ofDay + "/all",
                "31 days of a unit",
                "summary/unit/9/from/" + day.minusDays(PastFleet.DAYS - 1) + "/to/" + day,
                FLEET_DAY,
                "summary/units/distances/by-client/1" + ofDay + "/period/daily",
                "monthly distances of 1,000 units",
                "summary/units/distances/by-client/1" + ofDay + "/period/monthly");
        questions.forEach((point, path) -> results.add(read(round, api, point + form, "/api/v1/history/" + path)));
    }

    private static Row read(int round, FleetcastApi api, String point, String path) {
        for (int i = 0; i < WARM_UP; i++) {
            api.read(path);
        }
        OtherUse others = OtherUse.begin();
        Latencies first = new Latencies();
        Latencies whole = new Latencies();
        long bytes = 0;
        for (int i = 0; i < READINGS; i++) {
            FleetcastApi.Reading reading = api.read(path);
            first.record(reading.firstNanos());
            whole.record(reading.wholeNanos());
            bytes = reading.bytes();
        }
        return new Row(LETTER, point, "fleetcast", round)
                .add(Figure.FIRST_BYTE, first.millis(0.5))
                .add(Figure.P50, whole.millis(0.5))
                .add(Figure.MAX, whole.maxMillis())
                .add(Figure.BYTES_READ, bytes)
                .add(Figure.OTHER_CORES, others.cores());
    }

    private static long query(EmbeddedPostgreSql database, String sql) {
        try (Connection connection = connect(database)) {
            return query(connection, sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static long query(Connection connection, String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Connection connect(EmbeddedPostgreSql database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }
}
