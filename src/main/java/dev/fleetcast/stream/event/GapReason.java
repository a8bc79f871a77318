package dev.fleetcast.stream.event;

import java.util.Locale;

/** The reason a stream has lost messages. */
public enum GapReason {
    /** Kafka no longer has the messages, or they are older than {@code fleetcast.resume.max-age}. */
    RETENTION,
    /** There are more than {@code fleetcast.resume.max-messages}. */
    LIMIT,
    /** The client was too slow, and newer positions were waiting. */
    OVERFLOW,
    /** The topic was deleted and recreated: its offsets have other meanings. */
    TOPIC_RECREATED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
