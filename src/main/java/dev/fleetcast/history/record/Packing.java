package dev.fleetcast.history.record;

import dev.fleetcast.history.record.HistoryPartitions.Table;
import dev.fleetcast.history.stored.Chunk;
import dev.fleetcast.history.stored.Dictionaries;
import dev.fleetcast.history.stored.StoredMessage;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Packs the messages of a day: those of a unit and hour become one piece, or several if there are many, and the day's rows
 * are dropped, in one transaction. Recorders may add late messages meanwhile; the day is then packed another time.
 */
final class Packing {

    private static final String TARGET = "history_chunk (hour, unit_id, messages, content)";
    private static final int FETCH = 500;
    /** The contents of a piece, unless a single message has more. */
    private static final int PIECE_BYTES = 1 << 20;
    /** The packed pieces that are sent to the database at once. */
    private static final int FLUSH_BYTES = 4 << 20;

    private final HistoryPartitions partitions;
    private final Dictionaries dictionaries;

    Packing(HistoryPartitions partitions, Dictionaries dictionaries) {
        this.partitions = partitions;
        this.dictionaries = dictionaries;
    }

    /**
     * Packs the day and commits.
     *
     * @return false if late messages came meanwhile: nothing has changed
     * @throws SQLException also when readers keep the partition for too long
     */
    boolean pack(Connection connection, LocalDate day) throws SQLException, IOException {
        partitions.ensure(connection, Table.CHUNKS, List.of(day));
        String partition = Table.MESSAGES.partition(day);
        long packed = new Pieces(connection, partition).copy();
        try (Statement statement = connection.createStatement()) {
            // A waiting lock makes all others wait behind it: better to try again later.
            statement.execute("set local lock_timeout = '2s'");
            // No more messages, but readers: they lock the table of all days first, which the drop waits for.
            statement.execute("lock table " + partition + " in share mode");
            try (ResultSet count = statement.executeQuery("select count(*) from " + partition)) {
                count.next();
                if (count.getLong(1) != packed) {
                    connection.rollback();
                    return false;
                }
            }
        }
        partitions.drop(connection, Table.MESSAGES, day);
        connection.commit();
        return true;
    }

    /** The pieces of one day, as they are gathered. */
    private final class Pieces {

        private final Connection connection;
        private final String partition;
        private final List<StoredMessage> piece = new ArrayList<>();
        private BinaryCopy copy = new BinaryCopy();
        private int bytes;
        private long unit;
        private Instant hour;

        Pieces(Connection connection, String partition) throws IOException {
            this.connection = connection;
            this.partition = partition;
        }

        /** @return the number of messages */
        long copy() throws SQLException, IOException {
            long count = 0;
            try (PreparedStatement query = connection.prepareStatement("select unit_id, filed_at, feed_id, feed_offset,"
                    + " placement_id, content from " + partition + " order by 1, 2, 3, 4")) {
                query.setFetchSize(FETCH);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        add(rows);
                        count++;
                    }
                }
            }
            endPiece();
            send();
            return count;
        }

        private void add(ResultSet rows) throws SQLException, IOException {
            Instant at = rows.getObject(2, OffsetDateTime.class).toInstant();
            Instant nextHour = at.truncatedTo(ChronoUnit.HOURS);
            byte[] content = dictionaries.read(connection, rows.getBytes(6));
            if (rows.getLong(1) != unit || !nextHour.equals(hour) || bytes + content.length > PIECE_BYTES) {
                endPiece();
                unit = rows.getLong(1);
                hour = nextHour;
            }
            piece.add(new StoredMessage(at, rows.getInt(3), rows.getLong(4), rows.getLong(5), content));
            bytes += content.length;
        }

        private void endPiece() throws SQLException, IOException {
            if (piece.isEmpty()) {
                return;
            }
            copy.row(4).time(hour).number(unit).integer(piece.size()).bytes(Chunk.write(hour, piece));
            piece.clear();
            bytes = 0;
            if (copy.size() > FLUSH_BYTES) {
                send();
            }
        }

        private void send() throws SQLException, IOException {
            copy.send(connection, TARGET);
            copy = new BinaryCopy();
        }
    }
}
