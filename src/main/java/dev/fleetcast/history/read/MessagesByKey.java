package dev.fleetcast.history.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.history.record.HistoryDatabase;
import dev.fleetcast.history.stored.PastMessages;
import dev.fleetcast.history.stored.StoredMessage;
import dev.fleetcast.history.trip.MessageDigest;
import dev.fleetcast.history.trip.Point;
import dev.fleetcast.history.trip.TripReport;
import dev.fleetcast.telemetry.InvalidMessageException;
import dev.fleetcast.telemetry.MessageDecoder;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads single messages of a unit as they are shown, such as those at the ends of its trips. Blocks. */
@ThreadSafe
@Singleton
public final class MessagesByKey {

    private final HistoryDatabase database;
    private final PastMessages messages;
    private final MessageDecoder decoder = new MessageDecoder();

    public MessagesByKey(HistoryDatabase database, PastMessages messages) {
        this.database = database;
        this.messages = messages;
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
    }

    /** Returns the extended messages; without those that are no longer kept. */
    public Map<Key, ObjectNode> of(long unit, ZoneId zone, Collection<Key> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        Set<Key> wanted = Set.copyOf(keys);
        Set<Instant> times =
                wanted.stream().map(key -> Instant.ofEpochMilli(key.filedAt())).collect(Collectors.toSet());
        return database.run(connection -> {
            PictureRows pictures = new PictureRows(connection);
            Map<Key, ObjectNode> found = new HashMap<>();
            messages.read(connection, unit, times, stored -> {
                Optional<ObjectNode> content = decoded(stored);
                if (content.isPresent()) {
                    Key key = new Key(stored.filedAt().toEpochMilli(), MessageDigest.of(content.get()));
                    if (wanted.contains(key) && !found.containsKey(key)) {
                        pictures.extend(content.get(), stored.placement());
                        LocalTimes.add(content.get(), stored.filedAt(), zone);
                        found.put(key, content.get());
                    }
                }
                return true;
            });
            return found;
        });
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
