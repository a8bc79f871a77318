package dev.fleetcast.history.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.history.record.HistoryDatabase;
import dev.fleetcast.history.stored.Dictionaries;
import dev.fleetcast.history.stored.PastMessages;
import dev.fleetcast.history.stored.StoredMessage;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.LongFunction;

/** Reads the last recorded message of each unit, packed or not. Blocks. */
@ThreadSafe
@Singleton
public final class LastMessages {

    private static final String QUERY =
            "select u.id, m.filed_at, m.feed_id, m.feed_offset, m.placement_id, m.content from unnest(?) u(id)"
                    + " cross join lateral (select * from history_message where unit_id = u.id"
                    + " and placement_id = any(?)"
                    + " order by filed_at desc, feed_id desc, feed_offset desc limit 1) m";

    private final HistoryDatabase database;
    private final Dictionaries dictionaries;
    private final PastMessages past;
    private final MessageDecoder decoder = new MessageDecoder();

    public LastMessages(HistoryDatabase database, Dictionaries dictionaries, PastMessages past) {
        this.database = database;
        this.dictionaries = dictionaries;
        this.past = past;
    }

    /** A message and the time under which it is filed. */
    public record Last(Instant filedAt, ObjectNode content) {}

    /**
     * Returns the messages by ascending unit.
     *
     * @param zones of the units
     * @param placements those that the caller may see
     */
    public List<Last> of(Collection<Long> units, LongFunction<ZoneId> zones, Set<Long> placements) {
        return database.run(connection -> {
            Map<Long, StoredMessage> newest = notPacked(connection, units, placements);
            Map<Long, Instant> since = new HashMap<>();
            units.forEach(unit ->
                    since.put(unit, newest.containsKey(unit) ? newest.get(unit).filedAt() : Instant.EPOCH));
            past.readLastPacked(connection, since, (unit, message) -> {
                if (placements.contains(message.placement())) {
                    newest.merge(unit, message, BinaryOperator.maxBy(StoredMessage::compareTo));
                }
            });
            return shown(connection, newest, zones);
        });
    }

    private Map<Long, StoredMessage> notPacked(Connection connection, Collection<Long> units, Set<Long> placements)
            throws SQLException {
        Map<Long, StoredMessage> newest = new TreeMap<>();
        try (PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setArray(1, connection.createArrayOf("bigint", units.toArray()));
            query.setArray(2, connection.createArrayOf("bigint", placements.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    newest.put(
                            rows.getLong(1),
                            new StoredMessage(
                                    rows.getObject(2, OffsetDateTime.class).toInstant(),
                                    rows.getInt(3),
                                    rows.getLong(4),
                                    rows.getLong(5),
                                    dictionaries.read(connection, rows.getBytes(6))));
                }
            }
        }
        return newest;
    }

    private List<Last> shown(Connection connection, Map<Long, StoredMessage> newest, LongFunction<ZoneId> zones)
            throws SQLException {
        PictureRows pictures = new PictureRows(connection);
        List<Last> shown = new ArrayList<>();
        for (Map.Entry<Long, StoredMessage> each : newest.entrySet()) {
            StoredMessage message = each.getValue();
            try {
                ObjectNode content = decoder.decode(message.content()).tree();
                pictures.extend(content, message.placement());
                LocalTimes.add(content, message.filedAt(), zones.apply(each.getKey()));
                shown.add(new Last(message.filedAt(), content));
            } catch (InvalidMessageException foreign) {
                // This version does not accept it.
            }
        }
        return shown;
    }
}
