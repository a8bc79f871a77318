package dev.fleetcast.history.stored;

import dev.fleetcast.history.day.Span;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.memory.Reservation;
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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Reads the messages of units in their order: those that are packed, and those that are not yet. */
public final class PastMessages {

    /** For the packed messages that one reader has in memory at once. */
    public static final long MOST_BYTES = 4 << 20;

    private static final int FETCH = 200;
    private static final String ROWS =
            "select filed_at, feed_id, feed_offset, placement_id, content from history_message"
                    + " where unit_id %s and filed_at >= ? and filed_at < ? order by filed_at, feed_id, feed_offset";

    /**
     * With {@code offset 0}, the database looks up what is wanted, rather than join all there is; with the bounds it leaves out
     * the partitions of other days.
     */
    private static final String CHUNKS_OF = "select w.unit_id, c.hour, c.content from"
            + " unnest(?::bigint[], ?::timestamptz[]) w(unit_id, hour) cross join lateral (select hour, content"
            + " from history_chunk where unit_id = w.unit_id and hour = w.hour and hour between ? and ? offset 0) c";

    private static final String ROWS_OF = "select m.*, w.unit_id from"
            + " unnest(?::bigint[], ?::timestamptz[]) w(unit_id, filed_at) cross join lateral"
            + " (select filed_at, feed_id, feed_offset, placement_id, content from history_message"
            + " where unit_id = w.unit_id and filed_at = w.filed_at and filed_at between ? and ? offset 0) m";
    /** The limit has the database look up the pieces of each unit's last hour, rather than join all there are. */
    private static final String LAST_CHUNKS = "select u.id, c.hour, c.content"
            + " from unnest(?::bigint[], ?::timestamptz[]) u(id, since) cross join lateral"
            + " (select max(hour) as hour from history_chunk where unit_id = u.id and hour >= u.since) newest"
            + " cross join lateral (select hour, content from history_chunk"
            + " where unit_id = u.id and hour = newest.hour limit 1000) c";

    private final Dictionaries dictionaries;
    private final MessageCodec codec;

    public PastMessages(Dictionaries dictionaries, MessageCodec codec) {
        this.dictionaries = dictionaries;
        this.codec = codec;
    }

    /** Receives messages in their order. */
    @FunctionalInterface
    public interface Receiver {

        /** @return false to end a reading in order */
        boolean take(StoredMessage message) throws IOException, SQLException;
    }

    /** Reads for this deployment itself, with memory of its own. The connection must not commit by itself. */
    public void read(Connection connection, long unit, Span span, Receiver receiver) throws SQLException, IOException {
        MemoryBudget own = new MemoryBudget(MOST_BYTES, MOST_BYTES);
        try (Reservation memory = new Reservation(own, MemoryHolder.ofUser(0), MOST_BYTES)) {
            read(connection, Selection.of(List.of(unit), span), memory, receiver);
        }
    }

    /**
     * Reads the messages of several units in one order. The connection must not commit by itself.
     *
     * @param memory for packed messages that must be sorted; with little of it, reading takes longer
     */
    public void read(Connection connection, Selection wanted, Reservation memory, Receiver receiver)
            throws SQLException, IOException {
        try (PackedMessages packed = new PackedMessages(connection, wanted, memory, codec);
                PreparedStatement query = connection.prepareStatement(ROWS.formatted(condition(wanted.units())))) {
            bind(query, wanted.units(), wanted.span().from(), wanted.span().to());
            query.setFetchSize(FETCH);
            try (ResultSet rows = query.executeQuery()) {
                StoredMessage older = packed.next();
                StoredMessage recent = next(connection, rows, wanted);
                while (older != null || recent != null) {
                    boolean isOlder = recent == null || (older != null && older.compareTo(recent) <= 0);
                    if (!receiver.take(isOlder ? older : recent)) {
                        return;
                    }
                    older = isOlder ? packed.next() : older;
                    recent = isOlder ? recent : next(connection, rows, wanted);
                }
            }
        }
    }

    /**
     * Reads the messages of units that are filed under these times, in no order. The connection must not commit by itself.
     *
     * @param times by unit
     */
    public void read(Connection connection, Map<Long, Set<Instant>> times, UnitReceiver receiver) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(CHUNKS_OF)) {
            bind(query, times, PastMessages::hour);
            query.setFetchSize(PackedMessages.FETCH);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    long unit = rows.getLong(1);
                    Instant hour = rows.getObject(2, OffsetDateTime.class).toInstant();
                    for (StoredMessage message : Chunk.read(hour, rows.getBytes(3), codec, times.get(unit)::contains)) {
                        receiver.take(unit, message);
                    }
                }
            }
        }
        try (PreparedStatement query = connection.prepareStatement(ROWS_OF)) {
            bind(query, times, at -> at);
            query.setFetchSize(FETCH);
            try (ResultSet rows = query.executeQuery()) {
                for (StoredMessage each = next(connection, rows); each != null; each = next(connection, rows)) {
                    receiver.take(rows.getLong(6), each);
                }
            }
        }
    }

    private static void bind(PreparedStatement query, Map<Long, Set<Instant>> times, UnaryOperator<Instant> filing)
            throws SQLException {
        List<Long> units = new ArrayList<>();
        List<Instant> filed = new ArrayList<>();
        times.forEach((unit, each) -> each.stream().map(filing).distinct().forEach(at -> {
            units.add(unit);
            filed.add(at);
        }));
        Connection connection = query.getConnection();
        String[] texts = filed.stream().map(Instant::toString).toArray(String[]::new);
        query.setArray(1, connection.createArrayOf("bigint", units.toArray(Long[]::new)));
        query.setArray(2, connection.createArrayOf("timestamptz", texts));
        Instant first = filed.isEmpty() ? Instant.EPOCH : Collections.min(filed);
        Instant last = filed.isEmpty() ? Instant.EPOCH : Collections.max(filed);
        query.setObject(3, first.atOffset(ZoneOffset.UTC));
        query.setObject(4, last.atOffset(ZoneOffset.UTC));
    }

    /** Only of one unit the database reads the rows in their order. */
    static String condition(List<Long> units) {
        return units.size() == 1 ? "= ?" : "= any(?)";
    }

    /** Binds the units, as of {@link #condition}, and the times of a query. */
    static void bind(PreparedStatement query, List<Long> units, Instant from, Instant to) throws SQLException {
        if (units.size() == 1) {
            query.setLong(1, units.get(0));
        } else {
            query.setArray(1, query.getConnection().createArrayOf("bigint", units.toArray()));
        }
        query.setObject(2, from.atOffset(ZoneOffset.UTC));
        query.setObject(3, to.atOffset(ZoneOffset.UTC));
    }

    private StoredMessage next(Connection connection, ResultSet rows, Selection wanted) throws SQLException {
        StoredMessage next = next(connection, rows);
        while (next != null && !wanted.contents().test(next.content())) {
            next = next(connection, rows);
        }
        return next;
    }

    private StoredMessage next(Connection connection, ResultSet rows) throws SQLException {
        return rows.next()
                ? new StoredMessage(
                        rows.getObject(1, OffsetDateTime.class).toInstant(),
                        rows.getInt(2),
                        rows.getLong(3),
                        rows.getLong(4),
                        dictionaries.read(connection, rows.getBytes(5)))
                : null;
    }

    /** Receives messages of many units. */
    @FunctionalInterface
    public interface UnitReceiver {

        void take(long unit, StoredMessage message) throws SQLException;
    }

    /**
     * Reads the packed messages of the last hours that have any, in no order.
     *
     * @param since by unit, from which hour on
     */
    public void readLastPacked(Connection connection, Map<Long, Instant> since, UnitReceiver receiver)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LAST_CHUNKS)) {
            query.setFetchSize(PackedMessages.FETCH);
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
                    for (StoredMessage message : Chunk.read(hour, rows.getBytes(3), codec)) {
                        receiver.take(unit, message);
                    }
                }
            }
        }
    }

    private static Instant hour(Instant at) {
        return at.truncatedTo(ChronoUnit.HOURS);
    }
}
