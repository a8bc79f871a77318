package dev.fleetcast.device.command.store;

import dev.fleetcast.device.command.Answer;
import dev.fleetcast.device.command.Command;
import dev.fleetcast.device.command.CommandKind;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads rows of commands. A row that should have expired counts as expired. */
final class CommandRows {

    /** The columns that {@link #read} needs. */
    static final String COLUMNS = "id, position, coreid, function, arg, issued_by, issued_at, expires_at, sent_at,"
            + " case when state in ('queued', 'sent') and expires_at <= now() then 'expired' else state end as state_now,"
            + " case when state in ('queued', 'sent') and expires_at <= now() then expires_at else ended_at end as ended_now,"
            + " return_value, error";

    private CommandRows() {}

    /** The rows of a query. */
    static List<QueuedCommand> all(PreparedStatement query) throws SQLException {
        List<QueuedCommand> commands = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                commands.add(read(rows));
            }
        }
        return commands;
    }

    /** The current row. */
    static QueuedCommand read(ResultSet row) throws SQLException {
        Instant ended = time(row, "ended_now");
        return new QueuedCommand(
                new Command(
                        row.getString("id"),
                        row.getString("coreid"),
                        CommandKind.QUEUED,
                        row.getString("function"),
                        text(row, "arg"),
                        time(row, "issued_at"),
                        time(row, "expires_at")),
                row.getLong("position"),
                CommandState.of(row.getString("state_now")),
                row.getString("issued_by"),
                time(row, "sent_at"),
                ended,
                answer(row, ended));
    }

    private static Answer answer(ResultSet row, Instant at) throws SQLException {
        String error = text(row, "error");
        int value = row.getInt("return_value");
        if (!row.wasNull()) {
            return Answer.value(value, at);
        }
        return error == null ? null : Answer.error(error, at);
    }

    private static String text(ResultSet row, String column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
