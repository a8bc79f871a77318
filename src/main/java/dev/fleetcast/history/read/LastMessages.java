package dev.fleetcast.history.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.history.record.Dictionaries;
import dev.fleetcast.history.record.HistoryDatabase;
import dev.fleetcast.telemetry.InvalidMessageException;
import dev.fleetcast.telemetry.MessageDecoder;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongFunction;

/** Reads the last recorded message of each unit, of those that are not packed yet. Blocks. */
@ThreadSafe
@Singleton
public final class LastMessages {

    private static final String QUERY = "select u.id, m.filed_at, m.placement_id, m.content from unnest(?) u(id)"
            + " cross join lateral (select filed_at, placement_id, content from history_message where unit_id = u.id"
            + " and placement_id = any(?)"
            + " order by filed_at desc, feed_id desc, feed_offset desc limit 1) m order by 1";

    private final HistoryDatabase database;
    private final Dictionaries dictionaries;
    private final MessageDecoder decoder = new MessageDecoder();

    public LastMessages(HistoryDatabase database, Dictionaries dictionaries) {
        this.database = database;
        this.dictionaries = dictionaries;
    }

    /** A message and the time under which it is filed. */
    public record Last(Instant filedAt, ObjectNode content) {}

    /**
     * @param zones of the units
     * @param placements those that the caller may see
     */
    public List<Last> of(Collection<Long> units, LongFunction<ZoneId> zones, Collection<Long> placements) {
        return database.run(connection -> {
            List<Last> found = new ArrayList<>();
            PictureRows pictures = new PictureRows(connection);
            try (PreparedStatement query = connection.prepareStatement(QUERY)) {
                query.setArray(1, connection.createArrayOf("bigint", units.toArray()));
                query.setArray(2, connection.createArrayOf("bigint", placements.toArray()));
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        Last last = message(connection, rows, pictures, zones.apply(rows.getLong(1)));
                        if (last != null) {
                            found.add(last);
                        }
                    }
                }
            }
            return found;
        });
    }

    /** Returns null for a message that this version does not accept. */
    private Last message(Connection connection, ResultSet row, PictureRows pictures, ZoneId zone) throws SQLException {
        try {
            Instant filedAt = row.getObject(2, OffsetDateTime.class).toInstant();
            ObjectNode content = decoder.decode(dictionaries.read(connection, row.getBytes(4)))
                    .tree();
            pictures.extend(content, row.getLong(3));
            LocalTimes.add(content, filedAt, zone);
            return new Last(filedAt, content);
        } catch (InvalidMessageException foreign) {
            return null;
        }
    }
}
