package dev.fleetcast.device.command.store;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fleetcast.device.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The values that devices have reported of their variables. Blocks; safe for use by any thread. */
@ApplicationScoped
public class Variables {

    /** The most variables of one device. */
    public static final int MAX_NAMES = 64;

    private static final String REPORT = "insert into device_variable (coreid, client_id, name, value, reported_at)"
            + " select ?, ?, ?, ?, now() where exists (select from device_variable where coreid = ? and name = ?)"
            + " or (select count(*) from device_variable where coreid = ?) < " + MAX_NAMES
            + " on conflict (coreid, name) do update set client_id = excluded.client_id, value = excluded.value,"
            + " reported_at = excluded.reported_at";
    private static final String FORGET_OTHERS = "delete from device_variable where coreid = ? and client_id <> ?";
    private static final String READ =
            "select name, value, reported_at from device_variable where coreid = ? and client_id = ?";

    /** Numbers keep their digits. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Database database;

    Variables(Database database) {
        this.database = database;
    }

    /** A reported value. */
    public record Reported(JsonNode value, Instant at) {}

    /** Keeps the values of a device; false, and none of them, if the device would have too many variables. */
    public boolean report(String coreid, long clientId, Map<String, JsonNode> values) {
        try {
            return database.change(connection -> {
                // What a former owner's device reported is neither shown nor counted.
                try (PreparedStatement forget = connection.prepareStatement(FORGET_OTHERS)) {
                    forget.setString(1, coreid);
                    forget.setLong(2, clientId);
                    forget.executeUpdate();
                }
                // In one order, so that two reports do not wait for each other.
                for (var entry : new TreeMap<>(values).entrySet()) {
                    try (PreparedStatement report = connection.prepareStatement(REPORT)) {
                        report.setString(1, coreid);
                        report.setLong(2, clientId);
                        report.setString(3, entry.getKey());
                        report.setString(4, entry.getValue().toString());
                        report.setString(5, coreid);
                        report.setString(6, entry.getKey());
                        report.setString(7, coreid);
                        if (report.executeUpdate() == 0) {
                            throw new TooManyException();
                        }
                    }
                }
                return true;
            });
        } catch (TooManyException tooMany) {
            return false;
        }
    }

    /** What the device has reported, by name. */
    public Map<String, Reported> of(String coreid, long clientId) {
        return database.change(connection -> {
            Map<String, Reported> reported = new TreeMap<>();
            try (PreparedStatement query = connection.prepareStatement(READ)) {
                query.setString(1, coreid);
                query.setLong(2, clientId);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        reported.put(
                                rows.getString(1),
                                new Reported(
                                        parsed(rows.getString(2)),
                                        rows.getTimestamp(3).toInstant()));
                    }
                }
            }
            return reported;
        });
    }

    /** The value of one variable. */
    public Optional<Reported> of(String coreid, long clientId, String name) {
        return Optional.ofNullable(of(coreid, clientId).get(name));
    }

    private static JsonNode parsed(String value) {
        try {
            return JSON.readTree(value);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Rolls the transaction back. */
    private static final class TooManyException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooManyException() {
            super(null, null, false, false);
        }
    }
}
