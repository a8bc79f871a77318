package dev.fleetcast.device.command.store;

import dev.fleetcast.device.command.Command;
import dev.fleetcast.device.command.CommandConfig;
import dev.fleetcast.device.command.CommandIds;
import dev.fleetcast.device.command.CommandKind;
import dev.fleetcast.device.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The commands that are kept for devices, as users see them. By the database's clock. Blocks; safe for use by any thread.
 */
@ApplicationScoped
public class QueuedCommands {

    /** How long a repetition with the same key is not another command. */
    private static final Duration KEY_KNOWN = Duration.ofMinutes(10);

    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended(?, 18)), now()";
    private static final String KEYED = "select " + CommandRows.COLUMNS + ", body_hash from device_command"
            + " where issued_by = ? and idempotency_key = ? and issued_at > now() - ? * interval '1 millisecond'"
            + " order by position desc limit 1";
    private static final String WAITING =
            "select count(*) from device_command where coreid = ? and client_id = ? and state in ('queued', 'sent') and expires_at > now()";
    private static final String UNPUBLISHED = "select exists (select from device_command where coreid = ?"
            + " and not published and state in ('queued', 'sent') and expires_at > now())";
    private static final String ADD = "insert into device_command (id, coreid, client_id, function, arg, issued_by,"
            + " issued_at, expires_at, idempotency_key, body_hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " returning " + CommandRows.COLUMNS;
    private static final String FIND =
            "select " + CommandRows.COLUMNS + " from device_command where id = ? and coreid = ? and client_id = ?";
    private static final String LIST = "select " + CommandRows.COLUMNS
            + " from device_command where coreid = ? and client_id = ? and position < ? order by position desc limit ?";
    private static final String CANCEL = "update device_command set state = 'cancelled', ended_at = now()"
            + " where id = ? and coreid = ? and client_id = ? and state = 'queued' and expires_at > now()"
            + " and (claimed_until is null or claimed_until < now()) returning " + CommandRows.COLUMNS;

    private final Database database;
    private final int maxWaiting;

    QueuedCommands(Database database, CommandConfig config) {
        this.database = database;
        this.maxWaiting = config.maxQueuedCommands();
    }

    /** Whether a command was kept. */
    public enum Added {
        /** It was. */
        NEW,
        /** It was before, under the same key. */
        KNOWN,
        /** Its key belongs to another command. */
        OTHER_KEYED,
        /** Too many commands wait for the device. */
        TOO_MANY
    }

    /**
     * What became of a new command.
     *
     * @param command null unless it is kept
     * @param next whether the records of all commands before it are in Kafka: its own may follow
     */
    public record Addition(Added how, QueuedCommand command, boolean next) {}

    /** Keeps a command. */
    public Addition add(NewCommand wanted) {
        return database.change(connection -> {
            Optional<byte[]> key = wanted.idempotencyKey().map(text -> text.getBytes(StandardCharsets.UTF_8));
            if (key.isPresent()) {
                lock(
                        connection,
                        wanted.issuedBy() + ' ' + wanted.idempotencyKey().get());
                Optional<Addition> known = keyed(connection, wanted, key.get());
                if (known.isPresent()) {
                    return known.get();
                }
            }
            Instant now = lock(connection, wanted.coreid());
            if (waiting(connection, wanted.coreid(), wanted.clientId()) >= maxWaiting) {
                return new Addition(Added.TOO_MANY, null, false);
            }
            boolean next = !isUnpublished(connection, wanted.coreid());
            return new Addition(Added.NEW, insert(connection, wanted, key.orElse(null), now), next);
        });
    }

    /** The command with that id, if it is the device's. */
    public Optional<QueuedCommand> find(String coreid, long clientId, UUID id) {
        return database.change(connection -> one(connection, FIND, coreid, clientId, id));
    }

    /**
     * The newest commands of the device, newest first.
     *
     * @param before the position before which they are
     */
    public List<QueuedCommand> list(String coreid, long clientId, long before, int limit) {
        return database.change(connection -> {
            try (PreparedStatement query = connection.prepareStatement(LIST)) {
                query.setString(1, coreid);
                query.setLong(2, clientId);
                query.setLong(3, before);
                query.setInt(4, limit);
                return CommandRows.all(query);
            }
        });
    }

    /** Cancels the command if it is queued and no stream is about to write it; returns it then. */
    public Optional<QueuedCommand> cancel(String coreid, long clientId, UUID id) {
        return database.change(connection -> one(connection, CANCEL, coreid, clientId, id));
    }

    private static Optional<QueuedCommand> one(Connection connection, String sql, String coreid, long clientId, UUID id)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, id);
            query.setString(2, coreid);
            query.setLong(3, clientId);
            return CommandRows.all(query).stream().findFirst();
        }
    }

    /** Others with the same name wait until the transaction ends; returns the time. */
    private static Instant lock(Connection connection, String name) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setString(1, name.replace("\0", "\\0"));
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                return row.getTimestamp(2).toInstant();
            }
        }
    }

    private static Optional<Addition> keyed(Connection connection, NewCommand wanted, byte[] key) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(KEYED)) {
            query.setString(1, wanted.issuedBy());
            query.setBytes(2, key);
            query.setLong(3, KEY_KNOWN.toMillis());
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(
                        Arrays.equals(wanted.hash(), row.getBytes("body_hash"))
                                ? new Addition(Added.KNOWN, CommandRows.read(row), false)
                                : new Addition(Added.OTHER_KEYED, null, false));
            }
        }
    }

    /** Those of a former owner do not count: today's can neither see nor cancel them. */
    private static int waiting(Connection connection, String coreid, long clientId) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(WAITING)) {
            query.setString(1, coreid);
            query.setLong(2, clientId);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static boolean isUnpublished(Connection connection, String coreid) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(UNPUBLISHED)) {
            query.setString(1, coreid);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static QueuedCommand insert(Connection connection, NewCommand wanted, byte[] key, Instant now)
            throws SQLException {
        Instant issued = Instant.ofEpochMilli(now.toEpochMilli());
        Command command = new Command(
                CommandIds.next(issued),
                wanted.coreid(),
                CommandKind.QUEUED,
                wanted.function(),
                wanted.arg(),
                issued,
                issued.plus(wanted.life()));
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setObject(1, UUID.fromString(command.id()));
            insert.setString(2, command.coreid());
            insert.setLong(3, wanted.clientId());
            insert.setString(4, command.function());
            insert.setBytes(5, command.arg().getBytes(StandardCharsets.UTF_8));
            insert.setString(6, wanted.issuedBy());
            insert.setTimestamp(7, Timestamp.from(command.issuedAt()));
            insert.setTimestamp(8, Timestamp.from(command.expiresAt()));
            insert.setBytes(9, key);
            insert.setBytes(10, key == null ? null : wanted.hash());
            return CommandRows.all(insert).get(0);
        }
    }
}
