package dev.fleetcast.channel.archive;

import dev.fleetcast.replica.Background;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Deletes expired rows from the archive, and sessions that saw no event. Runs on every replica; concurrent sweeps skip
 * each other's rows.
 */
@ApplicationScoped
public class ArchiveJanitor {

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    /** A batch size that the database deletes well within its timeout. */
    private static final int PIECE = 5_000;
    /** Sessions that ended within this time are checked, repeatedly, for whether they saw any event. */
    private static final long RECENT_MILLIS = Duration.ofMinutes(10).toMillis();

    private static final String OLD_EVENTS = """
            with oldest as (
                select channel, position from channel_event where at <= ?
                order by at limit ? for update skip locked),
            gone as (
                delete from channel_event e using oldest
                where e.channel = oldest.channel and e.position = oldest.position returning e.position),
            receipts as (
                delete from channel_receipt r using gone where r.event = gone.position)
            select count(*) from gone""";

    // Removes surplus events after the configured number was lowered.
    private static final String TOO_MANY_EVENTS = """
            with recursive newest (channel, number) as (
                (select channel, number from channel_event order by channel desc, position desc limit 1)
                union all
                select e.* from newest n cross join lateral (
                    select channel, number from channel_event
                    where channel < n.channel order by channel desc, position desc limit 1) e),
            surplus as (
                select e.channel, e.position from newest n join channel_event e on e.channel = n.channel
                where e.number <= n.number - ? limit ? for update of e skip locked),
            gone as (
                delete from channel_event e using surplus
                where e.channel = surplus.channel and e.position = surplus.position returning e.position),
            receipts as (
                delete from channel_receipt r using gone where r.event = gone.position)
            select count(*) from gone""";

    // A device may confirm an event that was just deleted.
    private static final String LOST_RECEIPTS = """
            delete from channel_receipt
            where event < (
                select min(position) from (select position from channel_event order by at limit 1000) oldest)""";

    private static final String OLD_SESSIONS = """
            delete from channel_session where feed in (
                select feed from channel_session where gone_at <= ? order by gone_at limit ? for update skip locked)""";

    private static final String SESSIONS_WITHOUT_EVENTS = """
            delete from channel_session where feed in (
                select feed from channel_session s
                where s.gone_at > ? and s.gone <= ? and not exists (
                    select 1 from channel_event e
                    where e.channel = any (s.channels) and e.position > s.given_after
                      and e.position <= greatest(s.gone, s.last))
                limit ? for update skip locked)""";

    private final ArchiveDatabase database;
    private final ChannelArchive archive;
    private final Retention retention;
    private final Background worker = new Background("fleetcast-archive-janitor");
    private boolean trimmed;

    public ArchiveJanitor(ArchiveDatabase database, ChannelArchive archive, Retention retention) {
        this.database = database;
        this.archive = archive;
        this.retention = retention;
    }

    void start(@Observes StartupEvent started) {
        worker.sweep(FIRST, INTERVAL, this::sweep);
    }

    @PreDestroy
    void stop() {
        worker.close();
    }

    /** Deletes everything that is due now. */
    void sweep() {
        boolean more = true;
        while (more) {
            more = deleteEvents(OLD_EVENTS, retention.cutoff(), PIECE) == PIECE;
        }
        while (!trimmed) {
            trimmed = deleteEvents(TOO_MANY_EVENTS, retention.events(), PIECE) < PIECE;
        }
        delete(LOST_RECEIPTS);
        more = true;
        while (more) {
            more = delete(OLD_SESSIONS, retention.cutoff(), PIECE) == PIECE;
        }
        delete(SESSIONS_WITHOUT_EVENTS, retention.now() - RECENT_MILLIS, archive.end(), PIECE);
    }

    /** @return the number of deleted events */
    private long deleteEvents(String statement, long... parameters) {
        return database.change(connection -> {
            try (PreparedStatement delete = prepared(connection, statement, parameters);
                    ResultSet rows = delete.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    private int delete(String statement, long... parameters) {
        return database.change(connection -> {
            try (PreparedStatement delete = prepared(connection, statement, parameters)) {
                return delete.executeUpdate();
            }
        });
    }

    private static PreparedStatement prepared(Connection connection, String statement, long... parameters)
            throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        for (int i = 0; i < parameters.length; i++) {
            prepared.setLong(i + 1, parameters[i]);
        }
        return prepared;
    }
}
