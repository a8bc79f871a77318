package dev.fleetcast.alarm;

import dev.fleetcast.registry.admin.Page;
import dev.fleetcast.registry.admin.PageQuery;
import dev.fleetcast.replica.Background;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** Stores acknowledgements, and deletes old ones. Blocks. */
@ApplicationScoped
class Acknowledgements {

    private static final Duration INTERVAL = Duration.ofHours(1);

    /** The unit may have been removed, or moved to another client, since this replica has read the registry. */
    private static final String ADD = """
            insert into alarm_acknowledgement (client_id, unit_id, code, at, acknowledged_by, acknowledged_at)
            select client_id, id, ?, ?, ?, ? from unit where id = ? and client_id = ?
            on conflict do nothing""";

    private static final String KEEP_NEWEST = """
            delete from alarm_acknowledgement where unit_id = ? and acknowledged_at <
            (select acknowledged_at from alarm_acknowledgement where unit_id = ?
             order by acknowledged_at desc offset ? limit 1)""";

    private static final String FIELDS = "select a.unit_id, a.code, a.at, a.acknowledged_by, a.acknowledged_at";

    private static final String ONE =
            FIELDS + " from alarm_acknowledgement a where client_id = ? and unit_id = ? and code = ? and at = ?";

    private static final String VISIBLE = """
             from alarm_acknowledgement a join unit u on u.id = a.unit_id
            where a.client_id = any (?) and u.client_id = any (?) and a.at >= ? and a.at < ? and (? or a.unit_id = any (?))
              and (lower(a.code) like ? escape '\\' or lower(a.acknowledged_by) like ? escape '\\')""";

    private final DataSource database;
    private final AlarmConfig config;
    private final Clock clock = Clock.systemUTC();
    private final Background worker = new Background("fleetcast-acknowledgements");

    Acknowledgements(DataSource database, AlarmConfig config) {
        this.database = database;
        this.config = config;
    }

    /**
     * What is stored of an alarm.
     *
     * @param isNew whether it is the given one, not an earlier one
     */
    record Stored(Acknowledgement first, boolean isNew) {}

    /**
     * Which alarms to list.
     *
     * @param since only those at this time or later
     * @param until only those before this time
     * @param units only those of these units; null for all
     */
    record Selection(Instant since, Instant until, Set<Long> units) {}

    void start(@Observes StartupEvent started) {
        worker.sweep(Duration.ZERO, INTERVAL, this::sweep);
    }

    @PreDestroy
    void stop() {
        worker.close();
    }

    /** Adds the acknowledgement, unless the alarm has one; empty if the client has no such unit. */
    Optional<Stored> add(long clientId, Acknowledgement given) throws SQLException {
        try (Connection connection = database.getConnection()) {
            boolean isNew = insert(connection, clientId, given);
            if (isNew) {
                keepNewest(connection, given.unitId());
            }
            return find(connection, clientId, given).map(first -> new Stored(first, isNew));
        }
    }

    private static boolean insert(Connection connection, long clientId, Acknowledgement given) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setString(1, given.code());
            insert.setTimestamp(2, Timestamp.from(given.at()));
            insert.setString(3, given.acknowledgedBy());
            insert.setTimestamp(4, Timestamp.from(given.acknowledgedAt()));
            insert.setLong(5, given.unitId());
            insert.setLong(6, clientId);
            return insert.executeUpdate() > 0;
        }
    }

    private void keepNewest(Connection connection, long unit) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(KEEP_NEWEST)) {
            delete.setLong(1, unit);
            delete.setLong(2, unit);
            delete.setInt(3, config.maxPerUnit() - 1);
            delete.executeUpdate();
        }
    }

    private static Optional<Acknowledgement> find(Connection connection, long clientId, Acknowledgement given)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ONE)) {
            query.setLong(1, clientId);
            query.setLong(2, given.unitId());
            query.setString(3, given.code());
            query.setTimestamp(4, Timestamp.from(given.at()));
            return read(query).stream().findFirst();
        }
    }

    /**
     * A page of the acknowledgements of these alarms, the newest alarm first.
     *
     * @param clients those that the caller may see: units that they own today, and owned when the alarm was acknowledged
     */
    Page<Acknowledgement> page(Set<Long> clients, Selection which, PageQuery page) throws SQLException {
        try (Connection connection = database.getConnection()) {
            long total = total(connection, clients, which, page);
            try (PreparedStatement query = connection.prepareStatement(
                    FIELDS + VISIBLE + " order by a.at desc, a.unit_id, a.code limit ? offset ?")) {
                bind(query, clients, which, page);
                query.setInt(9, page.size());
                query.setInt(10, page.offset());
                return new Page<>(read(query), new Page.Meta(total, page.page(), page.size()));
            }
        }
    }

    private static long total(Connection connection, Set<Long> clients, Selection which, PageQuery page)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select count(*)" + VISIBLE)) {
            bind(query, clients, which, page);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static void bind(PreparedStatement query, Set<Long> clients, Selection which, PageQuery page)
            throws SQLException {
        Array owners = ids(query, clients);
        query.setArray(1, owners);
        query.setArray(2, owners);
        query.setTimestamp(3, Timestamp.from(which.since()));
        query.setTimestamp(4, Timestamp.from(which.until()));
        query.setBoolean(5, which.units() == null);
        query.setArray(6, ids(query, which.units() == null ? Set.of() : which.units()));
        query.setString(7, page.pattern());
        query.setString(8, page.pattern());
    }

    private static Array ids(PreparedStatement query, Set<Long> ids) throws SQLException {
        return query.getConnection().createArrayOf("bigint", ids.toArray());
    }

    private static List<Acknowledgement> read(PreparedStatement query) throws SQLException {
        List<Acknowledgement> found = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                found.add(new Acknowledgement(
                        rows.getLong(1),
                        rows.getString(2),
                        rows.getTimestamp(3).toInstant(),
                        rows.getString(4),
                        rows.getTimestamp(5).toInstant()));
            }
        }
        return found;
    }

    /** Deletes what is older than the retention. */
    void sweep() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from alarm_acknowledgement where acknowledged_at < ?")) {
            delete.setTimestamp(1, Timestamp.from(clock.instant().minus(config.retention())));
            delete.executeUpdate();
        }
    }
}
