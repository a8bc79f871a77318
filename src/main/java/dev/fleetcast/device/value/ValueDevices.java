package dev.fleetcast.device.value;

import dev.fleetcast.device.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Which version of a value each device has confirmed. Blocks; safe for use by any thread. */
@ApplicationScoped
public class ValueDevices {

    private static final int MAX_LISTED = 10_000;

    // Never a version that there is not, and never back.
    private static final String CONFIRM = "insert into device_value_device"
            + " (client_id, name, coreid, version, confirmed_at)"
            + " select client_id, name, ?, ?, now() from device_value where client_id = ? and name = ? and version >= ?"
            + " on conflict (client_id, name, coreid) do update"
            + " set version = excluded.version, confirmed_at = excluded.confirmed_at"
            + " where device_value_device.version < excluded.version";
    private static final String EXISTS =
            "select exists (select from device_value where client_id = ? and name = ? and version >= ?)";
    private static final String LIST = "select coreid, version, confirmed_at from device_value_device"
            + " where client_id = ? and name = ? order by version, coreid limit " + MAX_LISTED;

    private final Database database;

    ValueDevices(Database database) {
        this.database = database;
    }

    /** A device's confirmation. */
    public record Confirmed(String coreid, long version, Instant at) {}

    /** Notes that the device has that version; false if the value has no such version yet. */
    public boolean confirm(ValueName name, String coreid, long version) {
        return database.change(connection -> {
            try (PreparedStatement exists = connection.prepareStatement(EXISTS)) {
                exists.setLong(1, name.clientId());
                exists.setString(2, name.name());
                exists.setLong(3, version);
                try (ResultSet row = exists.executeQuery()) {
                    row.next();
                    if (!row.getBoolean(1)) {
                        return false;
                    }
                }
            }
            try (PreparedStatement confirm = connection.prepareStatement(CONFIRM)) {
                confirm.setString(1, coreid);
                confirm.setLong(2, version);
                confirm.setLong(3, name.clientId());
                confirm.setString(4, name.name());
                confirm.setLong(5, version);
                confirm.executeUpdate();
            }
            return true;
        });
    }

    /** The devices that have confirmed any version, those furthest behind first. */
    public List<Confirmed> of(ValueName name) {
        return database.change(connection -> {
            List<Confirmed> devices = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(LIST)) {
                query.setLong(1, name.clientId());
                query.setString(2, name.name());
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        devices.add(new Confirmed(
                                rows.getString(1),
                                rows.getLong(2),
                                rows.getTimestamp(3).toInstant()));
                    }
                }
            }
            return devices;
        });
    }
}
