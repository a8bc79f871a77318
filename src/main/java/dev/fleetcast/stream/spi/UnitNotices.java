package dev.fleetcast.stream.spi;

import dev.fleetcast.stream.event.UnitNotice;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;

/** Tells the streams of all replicas. Never blocks. */
@ThreadSafe
@FunctionalInterface
public interface UnitNotices {

    /** Completes when Kafka has the notice. It is not repeated for clients that are disconnected. */
    Uni<Void> send(UnitNotice notice);
}
