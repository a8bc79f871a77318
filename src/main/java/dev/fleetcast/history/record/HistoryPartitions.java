package dev.fleetcast.history.record;

import dev.fleetcast.threading.ThreadSafe;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The partitions of the tables of the past; created before they are needed, dropped when their time is over. */
@ThreadSafe
final class HistoryPartitions {

    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.BASIC_ISO_DATE;
    /** Recorders create partitions one after the other: PostgreSQL does not check a name and create it in one step. */
    private static final String ALONE = "select pg_advisory_xact_lock(5061748309)";

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** A table and the length of its partitions. */
    enum Table {
        MESSAGES("history_message", false),
        CHUNKS("history_chunk", false),
        SHEETS("history_sheet", true);

        private final String table;
        private final boolean months;

        Table(String table, boolean months) {
            this.table = table;
            this.months = months;
        }

        /** The first day of the partition with that day. */
        LocalDate first(LocalDate day) {
            return months ? day.withDayOfMonth(1) : day;
        }

        /** The first day after it. */
        LocalDate end(LocalDate first) {
            return months ? first.plusMonths(1) : first.plusDays(1);
        }

        String partition(LocalDate first) {
            return table + "_" + first.format(SUFFIX);
        }
    }

    /** Creates the missing partitions for these UTC days, in a transaction of their own. */
    void ensure(Connection connection, Table table, Collection<LocalDate> days) throws SQLException {
        List<LocalDate> missing = new ArrayList<>();
        for (LocalDate day : days) {
            LocalDate first = table.first(day);
            if (!known.contains(table.partition(first)) && !missing.contains(first)) {
                missing.add(first);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(ALONE);
            for (LocalDate first : missing) {
                if (!exists(statement, table.partition(first))) {
                    create(statement, table, first);
                }
            }
        }
        connection.commit();
        missing.forEach(first -> known.add(table.partition(first)));
    }

    private static boolean exists(Statement statement, String name) throws SQLException {
        try (ResultSet found = statement.executeQuery("select to_regclass('" + name + "') is not null")) {
            return found.next() && found.getBoolean(1);
        }
    }

    /** Attached rather than created as a partition: that would wait for all readers, and let all others wait. */
    private static void create(Statement statement, Table table, LocalDate first) throws SQLException {
        String name = table.partition(first);
        statement.execute("create table " + name + " (like " + table.table + " including all)");
        statement.execute("alter table " + table.table + " attach partition " + name + " for values from ('"
                + bound(table, first) + "') to ('" + bound(table, table.end(first)) + "')");
    }

    /** Returns the first days of the partitions that end before or on that day, oldest first. */
    List<LocalDate> before(Connection connection, Table table, LocalDate day) throws SQLException {
        List<LocalDate> old = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("select c.relname from pg_inherits i"
                + " join pg_class c on c.oid = i.inhrelid where i.inhparent = ?::regclass order by 1")) {
            query.setString(1, table.table);
            try (ResultSet names = query.executeQuery()) {
                while (names.next()) {
                    String name = names.getString(1);
                    LocalDate first = LocalDate.parse(name.substring(name.length() - 8), SUFFIX);
                    if (!table.end(first).isAfter(day)) {
                        old.add(first);
                    }
                }
            }
        }
        return old;
    }

    /** Drops a partition in this transaction. */
    void drop(Connection connection, Table table, LocalDate first) throws SQLException {
        known.remove(table.partition(first));
        try (Statement statement = connection.createStatement()) {
            // A waiting lock makes all others wait behind it: better to try again later.
            statement.execute("set local lock_timeout = '2s'");
            statement.execute("drop table if exists " + table.partition(first));
        }
    }

    private static String bound(Table table, LocalDate day) {
        return table == Table.SHEETS ? day.toString() : day + " 00:00:00+00";
    }
}
