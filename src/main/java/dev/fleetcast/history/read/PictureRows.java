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
import java.util.Map;

/** What the registry said when messages were recorded; for one reading. Not thread-safe. */
final class PictureRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;
    private final Map<Long, Known> known = new HashMap<>();

    private record Known(long unit, ObjectNode picture) {}

    PictureRows(Connection connection) {
        this.connection = connection;
    }

    /** Adds the registry's data of then to the message, unless its sender has set them. */
    void extend(ObjectNode message, long placement) throws SQLException {
        addUnset(message, known(placement).picture());
    }

    /** Returns the unit of a message; 0 if that is no longer known. */
    long unit(long placement) throws SQLException {
        return known(placement).unit();
    }

    private Known known(long placement) throws SQLException {
        Known found = known.get(placement);
        if (found == null) {
            found = query(placement);
            known.put(placement, found);
        }
        return found;
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

    private Known query(long placement) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select unit_id, picture from history_placement where id = ?")) {
            query.setLong(1, placement);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? new Known(row.getLong(1), (ObjectNode) JSON.readTree(row.getString(2)))
                        : new Known(0, JsonNodeFactory.instance.objectNode());
            } catch (JsonProcessingException foreign) {
                throw new SQLException("Placement " + placement + " has no readable picture", foreign);
            }
        }
    }
}
