package dev.fleetcast.device.value;

import dev.fleetcast.device.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The changes that followers have not received. A replica that publishes those of a value locks it, so that they go out in
 * order, and at least once. Blocks; safe for use by any thread.
 */
@ApplicationScoped
class ValueOutbox {

    /** How long a change may be on its way. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(1);

    private static final int PIECE = 100;
    private static final int SWEPT = 5_000;

    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended(?, 20))";
    private static final String UNTOLD = "select * from device_value_version where client_id = ? and name = ?"
            + " and not told order by version limit ?";
    private static final String TOLD =
            "update device_value_version set told = true where client_id = ? and name = ? and version = ?";
    private static final String LATE = "select distinct client_id, name from device_value_version where not told"
            + " and updated_at < now() - ? * interval '1 millisecond' limit " + PIECE;
    private static final String FORGET = "delete from device_value_event where (key, client_id, name) in (select key,"
            + " client_id, name from device_value_event where counted_at < now() - ? * interval '1 millisecond'"
            + " order by counted_at limit " + SWEPT + " for update skip locked)";

    private final Database database;
    private final Duration eventsKnown;

    ValueOutbox(Database database, ValueConfig config) {
        this.database = database;
        this.eventsKnown = config.valueEventsKnown();
    }

    /**
     * Reports the unreported changes of a value, in order.
     *
     * @param teller returns when the change is published, or throws
     */
    void tell(ValueName name, Consumer<SharedValue> teller) {
        database.change(connection -> {
            try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
                lock.setString(1, name.key());
                lock.execute();
            }
            for (SharedValue value : ValueRows.query(connection, UNTOLD, name, PIECE)) {
                teller.accept(value);
                told(connection, value);
            }
            return null;
        });
    }

    /** The values with overdue reports of changes. */
    List<ValueName> late() {
        return database.ask(connection -> {
            List<ValueName> late = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(LATE)) {
                query.setLong(1, ON_ITS_WAY.toMillis());
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        late.add(new ValueName(rows.getLong(1), rows.getString(2)));
                    }
                }
            }
            return late;
        });
    }

    /** Forgets events that set a value long ago. */
    void sweep() {
        int forgotten;
        do {
            forgotten = database.change(connection -> {
                try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
                    forget.setLong(1, eventsKnown.toMillis());
                    return forget.executeUpdate();
                }
            });
        } while (forgotten == SWEPT);
    }

    private static void told(Connection connection, SharedValue value) throws SQLException {
        try (PreparedStatement told = connection.prepareStatement(TOLD)) {
            told.setLong(1, value.name().clientId());
            told.setString(2, value.name().name());
            told.setLong(3, value.version());
            told.executeUpdate();
        }
    }
}
