package dev.fleetcast.device.command.store;

import dev.fleetcast.device.command.Answer;
import dev.fleetcast.device.command.CommandConfig;
import dev.fleetcast.device.command.call.Answers.Reply;
import dev.fleetcast.device.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The commands that are kept for devices, on their way to them and back. By the database's clock. Blocks; safe for use by
 * any thread.
 */
@ApplicationScoped
public class CommandDeliveries {

    /** How long a stream may take from its claim until the bytes are written; it cannot be cancelled meanwhile. */
    static final Duration CLAIM = Duration.ofSeconds(10);
    /** How many commands a stream claims at a time. */
    static final int AT_ONCE = 20;

    /** How long the record of a new command may be on its way to Kafka. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(1);

    private static final int PIECE = 500;

    // Those that this stream has written already are only left out: others before and after them keep their order.
    private static final String CLAIM_NEXT = "with next as (select id from device_command"
            + " where coreid = ? and client_id = ? and state in ('queued', 'sent') and expires_at > now()"
            + " and not (state = 'sent' and claim is not distinct from ?)"
            + " and position > ? order by position limit ? for update)"
            + " update device_command set claim = ?, claimed_until = now() + ? * interval '1 millisecond'"
            + " where id in (select id from next) returning " + CommandRows.COLUMNS;
    private static final String SENT = "update device_command set state = 'sent', sent_at = coalesce(sent_at, now()),"
            + " claimed_until = null where id = ? and claim = ? and state in ('queued', 'sent')";
    private static final String GIVE_BACK =
            "update device_command set claim = null, claimed_until = null where id = any (?) and claim = ?";
    private static final String ANSWER = "update device_command set state = ?, ended_at = now(), return_value = ?,"
            + " sent_at = coalesce(sent_at, now()),"
            + " error = ?, claimed_until = null where id = ? and coreid = ? and state in ('queued', 'sent')"
            + " and expires_at > now() returning " + CommandRows.COLUMNS;
    private static final String FIND =
            "select " + CommandRows.COLUMNS + " from device_command where id = ? and coreid = ?";
    private static final String UNPUBLISHED = "select " + CommandRows.COLUMNS + " from device_command"
            + " where not published and state in ('queued', 'sent') and expires_at > now()"
            + " and issued_at < now() - ? * interval '1 millisecond' order by position limit ?";
    private static final String PUBLISHED = "update device_command set published = true where id = any (?)";
    private static final String EXPIRE = "update device_command set state = 'expired', ended_at = expires_at"
            + " where id in (select id from device_command where state in ('queued', 'sent') and expires_at <= now()"
            + " order by expires_at limit ? for update skip locked)";
    private static final String DELETE = "delete from device_command where id in (select id from device_command"
            + " where ended_at < now() - ? * interval '1 millisecond' order by ended_at limit ? for update skip locked)";

    private final Database database;
    private final Duration retention;

    CommandDeliveries(Database database, CommandConfig config) {
        this.database = database;
        this.retention = config.commandRetention();
    }

    /**
     * Claims the next commands for a stream: those that no stream has written, and those that another one has written but
     * the device has not answered.
     *
     * @param after the position after which they are
     * @return in the order in which the device gets them
     */
    List<QueuedCommand> claim(String coreid, long clientId, String stream, long after) {
        return database.change(connection -> {
            try (PreparedStatement claim = connection.prepareStatement(CLAIM_NEXT)) {
                claim.setString(1, coreid);
                claim.setLong(2, clientId);
                claim.setString(3, stream);
                claim.setLong(4, after);
                claim.setInt(5, AT_ONCE);
                claim.setString(6, stream);
                claim.setLong(7, CLAIM.toMillis());
                return CommandRows.all(claim).stream()
                        .sorted((one, other) -> Long.compare(one.position(), other.position()))
                        .toList();
            }
        });
    }

    /** Notes that a stream has written the command. */
    void sent(String id, String stream) {
        database.change(connection -> {
            try (PreparedStatement update = connection.prepareStatement(SENT)) {
                update.setObject(1, UUID.fromString(id));
                update.setString(2, stream);
                return update.executeUpdate();
            }
        });
    }

    /** Gives claims back that a stream did not use. */
    void giveBack(Collection<String> ids, String stream) {
        database.change(connection -> {
            try (PreparedStatement update = connection.prepareStatement(GIVE_BACK)) {
                update.setArray(1, uuids(connection, ids));
                update.setString(2, stream);
                return update.executeUpdate();
            }
        });
    }

    /** Takes the answer of a device; empty if no such command is kept for it. */
    public Optional<Reply> answer(String coreid, UUID id, Answer answer) {
        return database.change(connection -> {
            if (answer.result() == null && take(connection, coreid, id, answer)) {
                return Optional.of(Reply.TAKEN);
            }
            return find(connection, coreid, id).map(known -> reply(known, answer));
        });
    }

    /** The oldest commands whose records are not in Kafka although they should be. */
    List<QueuedCommand> unpublished() {
        return database.ask(connection -> {
            try (PreparedStatement query = connection.prepareStatement(UNPUBLISHED)) {
                query.setLong(1, ON_ITS_WAY.toMillis());
                query.setInt(2, PIECE);
                return CommandRows.all(query);
            }
        });
    }

    /** Notes that the records of these commands are in Kafka. */
    public void published(Collection<String> ids) {
        database.change(connection -> {
            try (PreparedStatement update = connection.prepareStatement(PUBLISHED)) {
                update.setArray(1, uuids(connection, ids));
                return update.executeUpdate();
            }
        });
    }

    /** Ends what has expired, and deletes what ended long ago. */
    void sweep() {
        while (database.change(connection -> limited(connection, EXPIRE, PIECE)) == PIECE) {
            // A piece is as much as the database does well within its timeout.
        }
        while (database.change(connection -> limited(connection, DELETE, retention.toMillis(), PIECE)) == PIECE) {
            // As above.
        }
    }

    private static int limited(Connection connection, String sql, long... parameters) throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                change.setLong(i + 1, parameters[i]);
            }
            return change.executeUpdate();
        }
    }

    private static boolean take(Connection connection, String coreid, UUID id, Answer answer) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ANSWER)) {
            boolean succeeded = answer.error() == null;
            update.setString(1, (succeeded ? CommandState.SUCCEEDED : CommandState.FAILED).word());
            update.setObject(2, answer.returnValue(), Types.INTEGER);
            update.setBytes(3, succeeded ? null : answer.error().getBytes(StandardCharsets.UTF_8));
            update.setObject(4, id);
            update.setString(5, coreid);
            return !CommandRows.all(update).isEmpty();
        }
    }

    private static Optional<QueuedCommand> find(Connection connection, String coreid, UUID id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(FIND)) {
            query.setObject(1, id);
            query.setString(2, coreid);
            return CommandRows.all(query).stream().findFirst();
        }
    }

    private static Reply reply(QueuedCommand known, Answer answer) {
        if (answer.result() != null) {
            return Reply.UNFIT;
        }
        if (known.state() == CommandState.EXPIRED || known.state() == CommandState.CANCELLED) {
            return Reply.EXPIRED;
        }
        return known.answer() != null && known.answer().isSameAs(answer) ? Reply.TAKEN : Reply.OTHER;
    }

    private static java.sql.Array uuids(Connection connection, Collection<String> ids) throws SQLException {
        return connection.createArrayOf(
                "uuid", ids.stream().map(UUID::fromString).toArray());
    }
}
