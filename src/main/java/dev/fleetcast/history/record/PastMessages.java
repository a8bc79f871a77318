package dev.fleetcast.history.record;

import dev.fleetcast.history.day.Span;
import dev.fleetcast.history.stored.Chunk;
import dev.fleetcast.history.stored.MessageCodec;
import dev.fleetcast.history.stored.StoredMessage;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the messages of one unit, hour by hour: those that are packed, and those that are not yet. */
public final class PastMessages {

    private static final int FETCH = 500;
    private static final String CHUNKS =
            "select hour, content from history_chunk where unit_id %s and hour >= ? and hour < ? order by hour";
    private static final String ROWS =
            "select filed_at, feed_id, feed_offset, placement_id, content from history_message"
                    + " where unit_id %s and filed_at >= ? and filed_at < ? order by filed_at, feed_id, feed_offset";

    /** Late messages make further pieces of an hour. */
    private static final String LAST_CHUNKS =
            "select u.id, c.hour, c.content from unnest(?::bigint[], ?::timestamptz[]) u(id, since) cross join lateral"
                    + " (select hour, content from history_chunk where unit_id = u.id and hour >= u.since"
                    + " order by hour desc limit 3) c";

    private final Dictionaries dictionaries;
    private final MessageCodec codec;

    PastMessages(Dictionaries dictionaries, MessageCodec codec) {
        this.dictionaries = dictionaries;
        this.codec = codec;
    }

    /** Receives messages in their order. */
    @FunctionalInterface
    public interface Receiver {

        /** @return false to end */
        boolean take(StoredMessage message) throws IOException, SQLException;
    }

    /** Reads at most one hour of messages ahead. The connection must not commit by itself. */
    void read(Connection connection, long unit, Span span, Receiver receiver) throws SQLException, IOException {
        read(connection, List.of(unit), span, receiver);
    }

    /**
     * Reads the messages of several units in one order, at most one hour of them ahead. The connection must not commit by
     * itself.
     */
    public void read(Connection connection, List<Long> units, Span span, Receiver receiver)
            throws SQLException, IOException {
        // Only of one unit the database reads the rows in their order.
        String condition = units.size() == 1 ? "= ?" : "= any(?)";
        try (PreparedStatement chunks = connection.prepareStatement(CHUNKS.formatted(condition));
                PreparedStatement rows = connection.prepareStatement(ROWS.formatted(condition))) {
            bind(chunks, units, hour(span.from()), span.to());
            bind(rows, units, span.from(), span.to());
            try (ResultSet packed = chunks.executeQuery();
                    ResultSet recent = rows.executeQuery()) {
                new Merge(connection, packed, recent, span).run(receiver);
            }
        }
    }

    /** Receives messages of many units. */
    @FunctionalInterface
    public interface UnitReceiver {

        void take(long unit, StoredMessage message);
    }

    /**
     * Reads the packed messages of the last hours that have any, in no order.
     *
     * @param since by unit, from which hour on
     */
    public void readLastPacked(Connection connection, Map<Long, Instant> since, UnitReceiver receiver)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LAST_CHUNKS)) {
            query.setFetchSize(FETCH);
            List<Map.Entry<Long, Instant>> units = List.copyOf(since.entrySet());
            Object[] ids = units.stream().map(Map.Entry::getKey).toArray();
            Object[] hours =
                    units.stream().map(unit -> hour(unit.getValue()).toString()).toArray();
            query.setArray(1, connection.createArrayOf("bigint", ids));
            query.setArray(2, connection.createArrayOf("timestamptz", hours));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    long unit = rows.getLong(1);
                    Instant hour = rows.getObject(2, OffsetDateTime.class).toInstant();
                    Chunk.read(hour, rows.getBytes(3), codec).forEach(message -> receiver.take(unit, message));
                }
            }
        }
    }

    private static void bind(PreparedStatement query, List<Long> units, Instant from, Instant to) throws SQLException {
        query.setFetchSize(FETCH);
        if (units.size() == 1) {
            query.setLong(1, units.get(0));
        } else {
            query.setArray(1, query.getConnection().createArrayOf("bigint", units.toArray()));
        }
        query.setObject(2, from.atOffset(ZoneOffset.UTC));
        query.setObject(3, to.atOffset(ZoneOffset.UTC));
    }

    private static Instant hour(Instant at) {
        return at.truncatedTo(ChronoUnit.HOURS);
    }

    /** Both kinds of rows, by hour. */
    private final class Merge {

        private final Connection connection;
        private final ResultSet packed;
        private final ResultSet recent;
        private final Span span;
        private Instant nextPacked;
        private Instant nextRecent;

        Merge(Connection connection, ResultSet packed, ResultSet recent, Span span) throws SQLException {
            this.connection = connection;
            this.packed = packed;
            this.recent = recent;
            this.span = span;
            nextPacked = next(packed);
            nextRecent = next(recent);
        }

        void run(Receiver receiver) throws SQLException, IOException {
            while (nextPacked != null || nextRecent != null) {
                Instant hour = earlier(nextPacked, nextRecent == null ? null : hour(nextRecent));
                List<StoredMessage> messages = new ArrayList<>();
                while (hour.equals(nextPacked)) {
                    messages.addAll(Chunk.read(hour, packed.getBytes(2), codec));
                    nextPacked = next(packed);
                }
                while (nextRecent != null && hour(nextRecent).equals(hour)) {
                    messages.add(row());
                    nextRecent = next(recent);
                }
                messages.sort(null);
                for (StoredMessage message : messages) {
                    if (span.contains(message.filedAt()) && !receiver.take(message)) {
                        return;
                    }
                }
            }
        }

        private StoredMessage row() throws SQLException {
            return new StoredMessage(
                    nextRecent,
                    recent.getInt(2),
                    recent.getLong(3),
                    recent.getLong(4),
                    dictionaries.read(connection, recent.getBytes(5)));
        }

        private static Instant next(ResultSet rows) throws SQLException {
            return rows.next() ? rows.getObject(1, OffsetDateTime.class).toInstant() : null;
        }

        private static Instant earlier(Instant one, Instant other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return one.isBefore(other) ? one : other;
        }
    }
}
