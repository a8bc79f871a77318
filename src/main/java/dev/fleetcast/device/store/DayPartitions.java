package dev.fleetcast.device.store;

import dev.fleetcast.device.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** The partitions of the tables that are filed by UTC day. Blocks; safe for use by any thread. */
@ApplicationScoped
public class DayPartitions {

    static final String EVENTS = "device_event";
    static final String ACKS = "device_ack";

    /** Only letters, digits and underscores: the names are parts of statements. */
    private static final String OLD = """
            select child.relname from pg_inherits
            join pg_class child on child.oid = inhrelid
            where inhparent = to_regclass(?) and child.relname < ? and child.relname ~ '^device_[a-z]+_[0-9]{8}$'
            order by child.relname""";

    private final Database database;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    public DayPartitions(DataSource database) {
        this.database = Database.unlimited(database);
    }

    /** Makes sure that rows of that time can be written. */
    void ensure(String table, Instant time) {
        String name = table + day(time);
        if (!known.contains(name)) {
            make(table, day(time));
            known.add(name);
        }
    }

    /** Makes sure of them again: the database may be another one. */
    void forget() {
        known.clear();
    }

    /** Makes the partitions of that day and the next ones. */
    void makeAhead(String table, Instant time, int days) {
        for (int i = 0; i <= days; i++) {
            make(table, day(time).plusDays(i));
        }
    }

    /** Drops the partitions of days that ended before that time. */
    void dropBefore(String table, Instant time) {
        String firstKept = table + '_' + day(time).format(DateTimeFormatter.BASIC_ISO_DATE);
        for (String partition : database.change(connection -> old(connection, table, firstKept))) {
            database.change(connection -> drop(connection, partition));
        }
    }

    private void make(String table, LocalDate day) {
        database.change(connection -> {
            try (CallableStatement make = connection.prepareCall("call make_device_partition(?, ?)")) {
                make.setString(1, table);
                make.setObject(2, day);
                return make.execute();
            }
        });
    }

    private static List<String> old(Connection connection, String table, String firstKept) throws SQLException {
        List<String> old = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(OLD)) {
            query.setString(1, table);
            query.setString(2, firstKept);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    old.add(rows.getString(1));
                }
            }
        }
        return old;
    }

    /** Gives up soon: all writers and readers wait behind this. */
    private static boolean drop(Connection connection, String partition) throws SQLException {
        try (Statement drop = connection.createStatement()) {
            drop.execute("set local lock_timeout = '500ms'");
            return drop.execute("drop table if exists " + partition);
        }
    }

    private static LocalDate day(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
