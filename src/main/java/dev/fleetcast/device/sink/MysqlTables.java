package dev.fleetcast.device.sink;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Makes the table of events unless it exists, and checks that both tables take part in transactions. */
final class MysqlTables {

    private static final String EVENTS = "device_events";

    private static final String CREATE = """
            create table if not exists device_events (
                coreid       varchar(34)  not null,
                name         varchar(64)  not null,
                published_at datetime(3)  not null,
                stored_at    datetime(3)  not null,
                data         mediumtext   null,
                event_key    char(64) character set ascii collate ascii_bin not null primary key,
                index device_events_published_at (coreid, published_at)
            ) engine = InnoDB character set utf8mb4 collate utf8mb4_bin""";

    private static final String ENGINE = """
            select engine from information_schema.tables
            where table_schema = coalesce(?, database()) and table_name = ?""";

    private final Optional<UserTable> userTable;

    MysqlTables(Optional<UserTable> userTable) {
        this.userTable = userTable;
    }

    /** @throws SQLException when a table is missing, or would keep the rows of a transaction that was rolled back */
    Void prepare(Connection connection) throws SQLException {
        if (engine(connection, EVENTS).isEmpty()) {
            try (Statement create = connection.createStatement()) {
                create.execute(CREATE);
            }
        }
        require(connection, EVENTS);
        if (userTable.isPresent()) {
            require(connection, userTable.get().name().replace("`", ""));
        }
        return null;
    }

    private static void require(Connection connection, String table) throws SQLException {
        Optional<String> engine = engine(connection, table);
        if (engine.filter("InnoDB"::equalsIgnoreCase).isEmpty()) {
            throw new SQLException(
                    engine.isEmpty()
                            ? "table " + table + " does not exist"
                            : "table " + table + " must use the engine InnoDB, not " + engine.get());
        }
    }

    private static Optional<String> engine(Connection connection, String table) throws SQLException {
        int dot = table.indexOf('.');
        try (PreparedStatement select = connection.prepareStatement(ENGINE)) {
            select.setString(1, dot < 0 ? null : table.substring(0, dot));
            select.setString(2, table.substring(dot + 1));
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(String.valueOf(rows.getString(1))) : Optional.empty();
            }
        }
    }
}
