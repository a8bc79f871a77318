package dev.fleetcast.ingest.unknown;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Counts messages by their unknown keys until they are stored: at most {@value #MAX_KEYS} keys, with at most {@value
 * #EXAMPLE_BYTES} bytes of a message each. Messages with further keys, and with keys that no unit can have, are only
 * counted. Not thread-safe.
 */
public final class UnknownTally {

    static final int MAX_KEYS = 1_000;
    static final int EXAMPLE_BYTES = 1_000;

    /** What a serial number may be, see the form of a unit. */
    private static final Pattern REGISTRABLE = Pattern.compile(
            "(?=.*\\S)[^\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069\\uFEFF\\uFFFD]{1,50}");

    private final Map<String, Sighting> byKey = new HashMap<>();
    private long unlisted;

    /**
     * Counts a message.
     *
     * @param readAt the time, for a record whose own time is in the future
     */
    public void add(String key, ConsumerRecord<byte[], byte[]> record, Instant readAt) {
        Instant sent = Instant.ofEpochMilli(record.timestamp());
        Instant at = record.timestamp() < 0 || sent.isAfter(readAt) ? readAt : sent;
        byte[] value = record.value();
        byte[] example = value.length > EXAMPLE_BYTES ? Arrays.copyOf(value, EXAMPLE_BYTES) : value;
        if (REGISTRABLE.matcher(key).matches()) {
            add(new Sighting(key, 1, at, at, record.topic(), example));
        } else {
            unlisted++;
        }
    }

    /** Adds what another one has counted later. */
    void addAll(UnknownTally later) {
        later.byKey.values().forEach(this::add);
        unlisted += later.unlisted;
    }

    private void add(Sighting seen) {
        if (byKey.size() < MAX_KEYS || byKey.containsKey(seen.key())) {
            byKey.merge(seen.key(), seen, Sighting::and);
        } else {
            unlisted += seen.messages();
        }
    }

    boolean isEmpty() {
        return byKey.isEmpty() && unlisted == 0;
    }

    /** One for each key. */
    Collection<Sighting> sightings() {
        return byKey.values();
    }

    /** The number of messages whose keys are not kept. */
    long unlisted() {
        return unlisted;
    }

    /** The number of all messages. */
    long messages() {
        return unlisted + byKey.values().stream().mapToLong(Sighting::messages).sum();
    }
}
