package dev.fleetcast.history.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the registry said when messages were recorded; for one reading. Not thread-safe. */
final class PictureRows {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String QUERY = "select id, unit_id, picture from history_placement where id = any(?)";

    private final Connection connection;
    private final Optional<Set<String>> members;
    private final Map<Long, Known> known = new HashMap<>();

    private record Known(long unit, ObjectNode picture) {}

    /** Adds all that is known. */
    PictureRows(Connection connection) {
        this(connection, Optional.empty());
    }

    /** @param members of messages that are needed; empty for all */
    PictureRows(Connection connection, Optional<Set<String>> members) {
        this.connection = connection;
        this.members = members;
    }

    /** Adds the registry's data of then to the message, unless its sender has set them. */
    void extend(ObjectNode message, long placement) throws SQLException {
        addUnset(message, known(placement).picture());
    }

    /** Returns the unit of a message; 0 if that is no longer known. */
    long unit(long placement) throws SQLException {
        return known(placement).unit();
    }

    /** Reads what is known of many placements at once. */
    void load(List<Long> placements) throws SQLException {
        if (!placements.isEmpty()) {
            try (PreparedStatement query = connection.prepareStatement(QUERY)) {
                query.setArray(1, connection.createArrayOf("bigint", placements.toArray(Long[]::new)));
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        known.put(rows.getLong(1), new Known(rows.getLong(2), picture(rows)));
                    }
                }
            }
        }
    }

    private Known known(long placement) throws SQLException {
        if (!known.containsKey(placement)) {
            load(List.of(placement));
            known.putIfAbsent(placement, new Known(0, JsonNodeFactory.instance.objectNode()));
        }
        return known.get(placement);
    }

    private static void addUnset(ObjectNode message, ObjectNode picture) {
        for (var member : picture.properties()) {
            JsonNode present = message.get(member.getKey());
            if (present == null || present.isNull()) {
                message.set(member.getKey(), member.getValue().deepCopy());
            } else if (present instanceof ObjectNode object
                    && member.getValue() instanceof ObjectNode part
                    && isSame(object, part)) {
                addUnset(object, part);
            }
        }
    }

    /** The data of another vehicle or driver than the sender names must not be mixed with its own. */
    private static boolean isSame(ObjectNode told, ObjectNode known) {
        JsonNode id = told.path("id");
        return id.isMissingNode()
                || id.isNull()
                || id.asText().equals(known.path("id").asText());
    }

    private ObjectNode picture(ResultSet row) throws SQLException {
        try {
            ObjectNode picture = (ObjectNode) JSON.readTree(row.getString(3));
            return members.isPresent() ? picture.retain(members.get()) : picture;
        } catch (JsonProcessingException foreign) {
            throw new SQLException("Placement " + row.getLong(1) + " has no readable picture", foreign);
        }
    }
}
