package dev.fleetcast.broadcast;

import dev.fleetcast.channel.log.ChannelConfig;
import dev.fleetcast.channel.log.ChannelEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** Stores which notifications a user has read. Blocks: for worker threads only. */
@ApplicationScoped
class ReadMarks {

    private static final Duration TIDY_INTERVAL = Duration.ofHours(1);

    private final DataSource database;
    private final Duration retention;
    private final Clock clock = Clock.systemUTC();
    private final AtomicReference<Instant> tidyAfter = new AtomicReference<>(Instant.EPOCH);

    @Inject
    ReadMarks(DataSource database, ChannelConfig config) {
        this.database = database;
        this.retention = config.retentionAge();
    }

    /** Returns the positions of those events that the user has read. */
    Set<Long> read(String endUserId, Collection<ChannelEvent> events) throws SQLException {
        Long[] positions = events.stream().map(ChannelEvent::position).toArray(Long[]::new);
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select position from notification_read where listener = ? and position = any (?)")) {
            query.setString(1, endUserId);
            query.setArray(2, connection.createArrayOf("bigint", positions));
            Set<Long> read = new HashSet<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    read.add(rows.getLong(1));
                }
            }
            return read;
        }
    }

    /** Marks the event as read by the user. */
    void mark(String endUserId, ChannelEvent event) throws SQLException {
        try (Connection connection = database.getConnection()) {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into notification_read (listener, position, at) values (?, ?, ?) on conflict do nothing")) {
                insert.setString(1, endUserId);
                insert.setLong(2, event.position());
                insert.setTimestamp(3, Timestamp.from(Instant.ofEpochMilli(event.at())));
                insert.executeUpdate();
            }
            if (isTimeToTidy()) {
                tidy(connection);
            }
        }
    }

    /** Only marking adds rows, so a clean-up at that time suffices. */
    private boolean isTimeToTidy() {
        Instant now = clock.instant();
        Instant due = tidyAfter.get();
        return now.isAfter(due) && tidyAfter.compareAndSet(due, now.plus(TIDY_INTERVAL));
    }

    /** Deletes the marks of expired events. */
    private void tidy(Connection connection) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from notification_read where at < ?")) {
            delete.setTimestamp(1, Timestamp.from(clock.instant().minus(retention)));
            delete.executeUpdate();
        }
    }
}
