package dev.fleetcast.history.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.history.record.HistoryDatabase;
import dev.fleetcast.history.stored.PastMessages;
import dev.fleetcast.history.stored.StoredMessage;
import dev.fleetcast.history.trip.MessageDigest;
import dev.fleetcast.history.trip.Point;
import dev.fleetcast.history.trip.TripReport;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.telemetry.InvalidMessageException;
import dev.fleetcast.telemetry.MessageDecoder;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/** Reads single messages of units as they are shown, such as those at the ends of its trips. Blocks. */
@ThreadSafe
@Singleton
public final class MessagesByKey {

    private static final Duration LATER = Duration.ofSeconds(5);
    /** An extended message in memory takes about so many times the bytes of its content. */
    private static final int TREE = 5;

    private final HistoryDatabase database;
    private final PastMessages messages;
    private final ReaderLimit readers;
    private final MessageDecoder decoder = new MessageDecoder();

    public MessagesByKey(HistoryDatabase database, PastMessages messages, ReaderLimit readers) {
        this.database = database;
        this.messages = messages;
        this.readers = readers;
    }

    /**
     * Names a message of a unit.
     *
     * @param filedAt the time under which it is filed, in milliseconds since the epoch
     * @param digest the hash of its content
     */
    public record Key(long filedAt, long digest) {

        public static Key of(Point point) {
            return new Key(point.at(), point.digest());
        }

        public static Key of(TripReport report) {
            return new Key(report.filedAt(), report.digest());
        }

        private Instant time() {
            return Instant.ofEpochMilli(filedAt);
        }
    }

    /** A message that is not extended yet. */
    private record Found(ObjectNode content, long placement, Instant filedAt, ZoneId zone) {}

    /**
     * Returns the extended messages by unit, for this deployment itself; without those that are no longer kept.
     *
     * @param keys by unit
     * @param zones the time zones of units
     */
    public Map<Long, Map<Key, ObjectNode>> of(Map<Long, Set<Key>> keys, LongFunction<ZoneId> zones) {
        return keys.isEmpty() ? Map.of() : read(keys, zones, size -> true);
    }

    /**
     * Returns the extended messages by unit, as one of the readings of a user; without those that are no longer kept.
     *
     * @param keys by unit
     * @param zones the time zones of units
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 if the user reads too often at once, or too much
     * @throws dev.fleetcast.history.record.HistoryException when the database does not respond
     */
    public Map<Long, Map<Key, ObjectNode>> ofUser(long user, Map<Long, Set<Key>> keys, LongFunction<ZoneId> zones) {
        Map<Long, Map<Key, ObjectNode>> found = new HashMap<>();
        if (!keys.isEmpty()) {
            readers.run(user, memory -> found.putAll(read(keys, zones, memory::tryAdd)));
        }
        return found;
    }

    private Map<Long, Map<Key, ObjectNode>> read(
            Map<Long, Set<Key>> keys, LongFunction<ZoneId> zones, LongPredicate room) {
        Map<Long, Set<Instant>> times = new HashMap<>();
        Map<Long, Map<Key, ObjectNode>> found = new HashMap<>();
        keys.forEach((unit, each) -> {
            times.put(unit, each.stream().map(Key::time).collect(Collectors.toSet()));
            found.put(unit, new HashMap<>());
        });
        return database.run(connection -> {
            List<Found> bare = new ArrayList<>();
            messages.read(connection, times, (unit, stored) -> {
                Optional<ObjectNode> content = decoded(stored);
                if (content.isPresent()) {
                    Key key = new Key(stored.filedAt().toEpochMilli(), MessageDigest.of(content.get()));
                    if (keys.get(unit).contains(key) && !found.get(unit).containsKey(key)) {
                        take(room, stored);
                        bare.add(new Found(content.get(), stored.placement(), stored.filedAt(), zones.apply(unit)));
                        found.get(unit).put(key, content.get());
                    }
                }
            });
            PictureRows pictures = new PictureRows(connection);
            pictures.load(bare.stream().map(Found::placement).distinct().toList());
            for (Found each : bare) {
                pictures.extend(each.content(), each.placement());
                LocalTimes.add(each.content(), each.filedAt(), each.zone());
            }
            return found;
        });
    }

    private static void take(LongPredicate room, StoredMessage stored) {
        if (!room.test((long) TREE * stored.content().length)) {
            throw Problems.tooMany("There is no memory for all messages of these trips. Ask for fewer days.", LATER);
        }
    }

    private Optional<ObjectNode> decoded(StoredMessage stored) {
        try {
            return Optional.of(decoder.decode(stored.content()).tree());
        } catch (InvalidMessageException foreign) {
            // This version does not accept it.
            return Optional.empty();
        }
    }
}
