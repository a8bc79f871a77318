package dev.fleetcast.ingest.poll;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.telemetry.UnitId;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * A request for a part of the feed.
 *
 * @param viewer the caller
 * @param wanted the units that the caller asks for, among the visible ones
 * @param limit the maximum number of messages
 * @param until when to stop waiting for a first message
 */
record Poll(Viewer viewer, Predicate<UnitId> wanted, int limit, Instant until) {

    Poll(Viewer viewer, Predicate<UnitId> wanted, int limit, Duration wait) {
        this(viewer, wanted, limit, Instant.now().plus(wait));
    }

    /** Whether the caller still waits. */
    boolean mayWait() {
        return Instant.now().isBefore(until);
    }
}
