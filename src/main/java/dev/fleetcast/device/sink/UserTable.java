package dev.fleetcast.device.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fleetcast.device.event.DeviceEvent;
import dev.fleetcast.device.key.KeyedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** A table of the user's own, with columns taken from events and their data. Immutable. */
final class UserTable {

    private static final Pattern IDENTIFIER = Pattern.compile("[0-9A-Za-z_$\\u0080-\\uffff]{1,64}");
    private static final Pattern SOURCE = Pattern.compile("coreid|name|published_at|data(\\.[^.]+)*");
    private static final String DATA = "data.";
    /** Numbers keep their digits: the column may have room for all of them. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final String table;
    private final String prefix;
    private final List<Column> columns;

    /** @param source where its value comes from */
    private record Column(String name, String source) {

        static Column of(String text) {
            String[] parts = text.split("=", 2);
            if (parts.length < 2
                    || !IDENTIFIER.matcher(parts[0].strip()).matches()
                    || !SOURCE.matcher(parts[1].strip()).matches()) {
                throw new IllegalArgumentException(
                        "FLEETCAST_DEVICE_SINKS_MYSQL_TABLE_COLUMNS must be pairs such as device=coreid, ts=published_at or"
                                + " counter=data.counter, separated by commas");
            }
            return new Column(parts[0].strip(), parts[1].strip());
        }
    }

    /**
     * @param table its name, which may have the database's name and a dot in front
     * @param prefix the start of the names of its events
     * @throws IllegalArgumentException for a name or a column that is not an identifier
     */
    UserTable(String table, String prefix, List<String> columns) {
        for (String part : table.split("\\.", -1)) {
            if (!IDENTIFIER.matcher(part).matches()) {
                throw new IllegalArgumentException(
                        "FLEETCAST_DEVICE_SINKS_MYSQL_TABLE_NAME must be the name of a table");
            }
        }
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("FLEETCAST_DEVICE_SINKS_MYSQL_TABLE_COLUMNS is missing");
        }
        this.table = '`' + table.replace(".", "`.`") + '`';
        this.prefix = prefix;
        this.columns = columns.stream().map(Column::of).toList();
    }

    /** Its name, quoted. */
    String name() {
        return table;
    }

    boolean takes(KeyedEvent event) {
        return event.event().name().startsWith(prefix);
    }

    /** Inserts rows for those of the events that it takes. */
    void insert(Connection connection, List<KeyedEvent> events) throws SQLException {
        List<KeyedEvent> taken = events.stream().filter(this::takes).toList();
        if (taken.isEmpty()) {
            return;
        }
        List<String> names =
                columns.stream().map(column -> '`' + column.name() + '`').toList();
        String sql = "insert into " + table + " (" + String.join(", ", names) + ") values ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ')';
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (KeyedEvent event : taken) {
                List<Object> row = row(event.event());
                for (int i = 0; i < row.size(); i++) {
                    set(insert, i + 1, row.get(i));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void set(PreparedStatement insert, int index, Object value) throws SQLException {
        if (value == null) {
            insert.setNull(index, Types.NULL);
        } else {
            insert.setObject(index, value);
        }
    }

    private List<Object> row(DeviceEvent event) {
        JsonNode data = json(event.data());
        List<Object> row = new ArrayList<>();
        for (Column column : columns) {
            row.add(
                    switch (column.source()) {
                        case "coreid" -> event.coreid();
                        case "name" -> event.name();
                        case "published_at" -> LocalDateTime.ofInstant(event.publishedAt(), ZoneOffset.UTC);
                        case "data" -> event.data();
                        default -> value(member(data, column.source().substring(DATA.length())));
                    });
        }
        return row;
    }

    private static JsonNode json(String data) {
        try {
            return data == null ? JSON.missingNode() : JSON.readTree(data);
        } catch (JsonProcessingException | NumberFormatException notJson) {
            return JSON.missingNode();
        }
    }

    private static JsonNode member(JsonNode data, String path) {
        JsonNode member = data;
        for (String part : path.split("\\.")) {
            member = member.path(part);
        }
        return member;
    }

    /** Numbers as texts, which the column converts, or refuses: as numbers they may have a billion digits. */
    private static Object value(JsonNode member) {
        if (member.isMissingNode() || member.isNull()) {
            return null;
        }
        if (member.isBoolean()) {
            return member.booleanValue();
        }
        return member.isValueNode() ? member.asText() : member.toString();
    }
}
