package dev.fleetcast.channel.archive;

import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.channel.log.EventContent;
import dev.fleetcast.channel.log.EventPosition;
import dev.fleetcast.channel.log.EventRecords;
import dev.fleetcast.channel.log.EventText;
import dev.fleetcast.channel.log.LogPage;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads archived events within the retention age; the number of events per channel is enforced on insert. Blocks. */
@ThreadSafe
@Singleton
public class ArchivedEvents {

    private static final String COLUMNS = "select e.position, e.at, e.channel, e.content";

    // Selects positions and sizes first, no more per channel than needed: contents are large and stored separately.
    private static final String BETWEEN = """
            with found as (
                select x.channel, x.position, sum(x.size) over (order by x.position) - x.size as before,
                       count(*) over () as total
                from (select c.channel, y.position, y.size
                      from unnest(?) as c (channel)
                      cross join lateral (
                          select position, size from channel_event
                          where channel = c.channel and position > ? and position < ? and at > ?
                          order by position limit ?) y
                      order by y.position limit ?) x)
            select e.position, e.at, e.channel, e.content, f.total
            from found f join channel_event e on e.channel = f.channel and e.position = f.position
            where f.before < ? order by e.position""";

    private static final String NEWEST = """
            select e.position from unnest(?) as c (channel)
            cross join lateral (
                select position from channel_event
                where channel = c.channel and position < ? and at > ? order by position desc limit 1) e
            order by e.position""";

    // Skips from one name to the next by the index, however many events each channel has.
    private static final String CHANNELS = """
            with recursive name (channel) as (
                (select channel from channel_event order by channel limit 1)
                union all
                select (select e.channel from channel_event e where e.channel > name.channel order by e.channel limit 1)
                from name where name.channel is not null)
            select channel from name
            where channel is not null and position(':' in channel) = 0
              and (select at from channel_event e where e.channel = name.channel order by position desc limit 1) > ?""";

    private static final String SENT_TO = """
            with followed as (
                select distinct c.channel from channel_session s cross join unnest(s.channels) as c (channel)
                where s.subject = ? and starts_with(c.channel, ?)),
            log as (
                select channel, true as always from unnest(?) as a (channel)
                union all
                select channel, false from followed where channel <> all (?))
            """ + COLUMNS + """
             from log cross join lateral (
                select * from channel_event x
                where x.channel = log.channel and x.position < ? and x.at > ?
                  and (log.always or exists (
                      select 1 from channel_session s
                      where s.subject = ? and x.channel = any (s.channels) and s.given_after < x.position
                        and (s.last >= x.position
                             or (s.joined <= x.position and (s.gone is null or s.gone > x.position)))))
                order by x.position desc limit ?) e
            order by e.position desc limit ?""";

    private final ArchiveDatabase database;
    private final EventRecords records;
    private final Retention retention;

    public ArchivedEvents(ArchiveDatabase database, EventRecords records, Retention retention) {
        this.database = database;
        this.records = records;
        this.retention = retention;
    }

    /** Returns the events between two positions, both exclusive; see {@link ChannelArchive#after}. */
    public LogPage between(Collection<String> channels, long after, long end, int maxEvents, long maxBytes) {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(BETWEEN)) {
                query.setArray(1, texts(connection, channels));
                query.setLong(2, after);
                query.setLong(3, end);
                query.setLong(4, retention.cutoff());
                query.setInt(5, maxEvents);
                query.setInt(6, maxEvents);
                query.setLong(7, maxBytes);
                return page(query, maxEvents, end);
            }
        });
    }

    /** Returns the position of the newest event of each channel before {@code end}, in ascending order. */
    List<Long> newest(Collection<String> channels, long end) {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(NEWEST)) {
                query.setArray(1, texts(connection, channels));
                query.setLong(2, end);
                query.setLong(3, retention.cutoff());
                return positions(query);
            }
        });
    }

    /** Returns the event at that position, if the time matches. */
    Optional<ChannelEvent> at(String channel, EventPosition place) {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(COLUMNS
                    + " from channel_event e where e.position = ? and e.at = ? and e.channel = ? and e.at > ?")) {
                query.setLong(1, place.position());
                query.setLong(2, place.at());
                query.setString(3, channel);
                query.setLong(4, retention.cutoff());
                return events(query).stream().findFirst();
            }
        });
    }

    /** Returns the event with the publisher's id. */
    Optional<ChannelEvent> named(String channel, String id) {
        if (!EventText.isOneLine(id)) {
            return Optional.empty();
        }
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    COLUMNS + " from channel_event e where e.channel = ? and e.event_id = ? and e.at > ?")) {
                query.setString(1, channel);
                query.setString(2, id);
                query.setLong(3, retention.cutoff());
                return events(query).stream().findFirst();
            }
        });
    }

    /** See {@link ChannelArchive#channels}. */
    Set<String> channels() {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(CHANNELS)) {
                query.setLong(1, retention.cutoff());
                Set<String> names = new HashSet<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        names.add(rows.getString(1));
                    }
                }
                return names;
            }
        });
    }

    /** See {@link ChannelArchive#awaitingReceipts}. */
    List<ChannelEvent> awaitingReceipts(int max) {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(COLUMNS
                    + " from channel_event e where e.last_attempt > ? and e.at > ? order by e.position limit ?")) {
                query.setLong(1, retention.now());
                query.setLong(2, retention.cutoff());
                query.setInt(3, max);
                return events(query);
            }
        });
    }

    /** See {@link ChannelArchive#sentTo}. */
    List<ChannelEvent> sentTo(String subject, Collection<String> always, String prefix, long before, int max) {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(SENT_TO)) {
                query.setString(1, subject);
                query.setString(2, prefix);
                query.setArray(3, texts(connection, always));
                query.setArray(4, texts(connection, always));
                query.setLong(5, before);
                query.setLong(6, retention.cutoff());
                query.setString(7, subject);
                query.setInt(8, max);
                query.setInt(9, max);
                return events(query);
            }
        });
    }

    private static Array texts(Connection connection, Collection<String> texts) throws SQLException {
        return connection.createArrayOf("text", new HashSet<>(texts).toArray());
    }

    private LogPage page(PreparedStatement query, int maxEvents, long end) throws SQLException {
        List<ChannelEvent> events = new ArrayList<>();
        long total = 0;
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                total = rows.getLong(5);
                events.add(event(rows));
            }
        }
        boolean complete = events.size() == total && total < maxEvents;
        return new LogPage(
                events, complete ? end : events.get(events.size() - 1).position() + 1);
    }

    private static List<Long> positions(PreparedStatement query) throws SQLException {
        List<Long> positions = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                positions.add(rows.getLong(1));
            }
        }
        return positions;
    }

    private List<ChannelEvent> events(PreparedStatement query) throws SQLException {
        List<ChannelEvent> events = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                events.add(event(rows));
            }
        }
        return events;
    }

    private ChannelEvent event(ResultSet rows) throws SQLException {
        EventContent content = records.content(rows.getBytes(4))
                .orElseThrow(() -> new SQLException("An archived event cannot be read"));
        return new ChannelEvent(rows.getLong(1), rows.getLong(2), rows.getString(3), content);
    }
}
