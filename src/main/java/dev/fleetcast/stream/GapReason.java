package dev.fleetcast.stream;

import java.util.Locale;

/** Why messages could not be kept for a stream. */
public enum GapReason {
    /** Kafka does not have them any more, or they are older than {@code fleetcast.resume.max-age}. */
    RETENTION,
    /** There are more than {@code fleetcast.resume.max-messages}. */
    LIMIT,
    /** The client was too slow, and newer positions were waiting. */
    OVERFLOW,
    /** The topic was deleted and made anew: its offsets mean something else. */
    TOPIC_RECREATED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
