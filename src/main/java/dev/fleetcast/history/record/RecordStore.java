package dev.fleetcast.history.record;

import dev.fleetcast.history.record.HistoryPartitions.Table;
import dev.fleetcast.history.reported.ReportedTrips;
import dev.fleetcast.history.stored.Dictionaries;
import dev.fleetcast.history.stored.MessageCodec;
import dev.fleetcast.history.stored.PastMessages;
import dev.fleetcast.history.trip.Point;
import dev.fleetcast.history.trip.Sheet;
import dev.fleetcast.history.trip.Trip;
import dev.fleetcast.history.trip.TripRules;
import dev.fleetcast.history.trip.UnitTrips;
import dev.fleetcast.threading.ThreadSafe;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes what was read from the feed to the database: messages, trips and the place in the feed in one transaction. So
 * each record is stored once, however often it is read, and by however many recorders at once. Blocks.
 */
@ThreadSafe
public final class RecordStore {

    private final HistoryDatabase database;
    private final TripRules rules;
    private final HistoryPartitions partitions;
    private final Dictionaries dictionaries;
    private final Placements placements;
    private final MessageRows rows;
    private final PastMessages past;
    private final boolean news;

    RecordStore(HistoryDatabase database, HistoryPartitions partitions, TripRules rules) {
        this(database, partitions, rules, new MessageCodec());
    }

    private RecordStore(HistoryDatabase database, HistoryPartitions partitions, TripRules rules, MessageCodec codec) {
        this(database, partitions, rules, codec, new Dictionaries(codec));
    }

    /** @param dictionaries of the codec */
    RecordStore(
            HistoryDatabase database,
            HistoryPartitions partitions,
            TripRules rules,
            MessageCodec codec,
            Dictionaries dictionaries) {
        this.database = database;
        this.partitions = partitions;
        this.rules = rules;
        this.dictionaries = dictionaries;
        this.placements = new Placements();
        this.rows = new MessageRows(codec, placements);
        this.past = new PastMessages(dictionaries, codec);
        this.news = true;
    }

    private RecordStore(RecordStore other, boolean news) {
        this.database = other.database;
        this.partitions = other.partitions;
        this.rules = other.rules;
        this.dictionaries = other.dictionaries;
        this.rows = other.rows;
        this.past = other.past;
        this.placements = other.placements;
        this.news = news;
    }

    /** The same store for a past that was never in the feed: its trips are found, but not published. */
    public RecordStore withoutNews() {
        return new RecordStore(this, false);
    }

    /**
     * What was stored.
     *
     * @param messages the number of those that were new
     * @param trips that ended or changed, by unit
     */
    public record Stored(int messages, Map<Long, List<Trip>> trips) {}

    /** Returns the offset at which to go on reading a partition; 0 if nothing of it is recorded. */
    public long next(String topic, String topicId, int partition) {
        return database.run(connection -> FeedRows.next(connection, topic, topicId, partition));
    }

    /** The log of a partition was cut, or has lost records: those from {@code offset} on are new ones. */
    public void continueAt(String topic, String topicId, int partition, long offset) {
        database.run(connection -> {
            FeedRows.continueAt(connection, topic, topicId, partition, offset);
            connection.commit();
            return null;
        });
    }

    /**
     * Stores the messages that are new: all of them, or none.
     *
     * @throws LostPlaceException if records before the batch are not stored: reading must go on at {@link #next}
     * @throws HistoryException when the database does not respond, or refuses
     */
    Stored write(FeedBatch batch) {
        return database.run(connection -> {
            ensurePartitions(connection, batch);
            HistoryDatabase.endIfIdle(connection);
            FeedRows.Held held = FeedRows.hold(connection, batch);
            if (held.next() > 0 && batch.from() > held.next()) {
                throw new LostPlaceException();
            }
            List<RecordedMessage> fresh = batch.messages().stream()
                    .filter(message -> message.offset() >= held.next())
                    .toList();
            dictionaries.learn(
                    connection, fresh.stream().map(RecordedMessage::content).toList());
            Map<Placement, Long> numbers = rows.copy(connection, held.id(), fresh);
            Map<Long, List<Trip>> trips = rules.source() == TripRules.Source.DETECTED
                    ? findTrips(connection, points(fresh, numbers), news && !held.isBacklog())
                    : takeTrips(connection, fresh, numbers);
            if (batch.next() > held.next()) {
                FeedRows.move(connection, held, batch.next());
            }
            connection.commit();
            placements.remember(numbers);
            return new Stored(fresh.size(), trips);
        });
    }

    private void ensurePartitions(Connection connection, FeedBatch batch) throws SQLException {
        TreeSet<LocalDate> days = new TreeSet<>();
        batch.messages().forEach(message -> days.add(utcDay(message)));
        partitions.ensure(connection, Table.MESSAGES, days);
        if (rules.source() == TripRules.Source.FEED) {
            batch.messages().forEach(message -> message.report().ifPresent(trip -> days.add(Sheet.dayOf(trip.to()))));
        }
        partitions.ensure(connection, Table.SHEETS, days);
    }

    private static LocalDate utcDay(RecordedMessage message) {
        return LocalDate.ofInstant(message.filing().at(), ZoneOffset.UTC);
    }

    private static Map<Long, List<Point>> points(List<RecordedMessage> messages, Map<Placement, Long> numbers) {
        Map<Long, List<Point>> points = new TreeMap<>();
        for (RecordedMessage message : messages) {
            message.point()
                    .ifPresent(
                            point -> points.computeIfAbsent(message.placement().unitId(), unit -> new ArrayList<>())
                                    .add(point.assigned(numbers.get(message.placement()))));
        }
        return points;
    }

    private Map<Long, List<Trip>> findTrips(Connection connection, Map<Long, List<Point>> points, boolean areNews)
            throws SQLException {
        if (points.isEmpty()) {
            return Map.of();
        }
        Map<Long, SheetRows.Newest> newest = SheetRows.hold(connection, points.keySet());
        Map<Long, Sheet> before = SheetRows.all(connection, endedDays(points, newest));
        Instant now = Instant.now();
        SheetWriter writer = new SheetWriter(rules, now, areNews);
        Map<Long, List<Trip>> trips = new TreeMap<>();
        points.forEach((unit, arrived) -> {
            UnitRecord record = new UnitRecord(connection, unit, newest.get(unit), before.get(unit), past);
            UnitTrips.Change change = new UnitTrips(rules, record).add(arrived, now.toEpochMilli());
            writer.add(unit, change);
            if (!change.trips().isEmpty()) {
                trips.put(unit, change.trips());
            }
        });
        writer.store(connection);
        if (areNews) {
            NewsRows.add(connection, trips);
        }
        return trips;
    }

    /** The newest sheets of units for which another day begins. */
    private static Map<Long, SheetRows.Newest> endedDays(
            Map<Long, List<Point>> points, Map<Long, SheetRows.Newest> newest) {
        Map<Long, SheetRows.Newest> ended = new HashMap<>();
        newest.forEach((unit, known) -> {
            if (known.day() != null
                    && points.get(unit).stream()
                            .anyMatch(point -> Sheet.dayOf(point).isAfter(known.day()))) {
                ended.put(unit, known);
            }
        });
        return ended;
    }

    /** Takes the trips that the messages tell of. They are not published: they came from the feed. */
    private Map<Long, List<Trip>> takeTrips(
            Connection connection, List<RecordedMessage> messages, Map<Placement, Long> numbers) throws SQLException {
        Map<Long, List<Trip>> told = new TreeMap<>();
        for (RecordedMessage message : messages) {
            message.report()
                    .ifPresent(trip -> told.computeIfAbsent(message.placement().unitId(), unit -> new ArrayList<>())
                            .add(trip.assigned(numbers.get(message.placement()))));
        }
        if (!told.isEmpty()) {
            Map<Long, SheetRows.Newest> newest = SheetRows.hold(connection, told.keySet());
            SheetWriter writer = new SheetWriter(rules, Instant.now(), true);
            told.forEach((unit, trips) -> {
                UnitRecord record = new UnitRecord(connection, unit, newest.get(unit), null, past);
                writer.add(unit, new ReportedTrips(record).add(trips));
            });
            writer.store(connection);
        }
        return Map.of();
    }
}
