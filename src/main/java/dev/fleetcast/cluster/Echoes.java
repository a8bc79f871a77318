package dev.fleetcast.cluster;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * This replica's own heartbeats, which come back from Kafka: when one has, everything that stood in the topic before it has
 * been read here. Safe for use by any thread; never blocks.
 */
final class Echoes {

    private final LongSupplier clock;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();

    /** A class rather than a record: two that wait since the same moment are not the same. */
    private static final class Waiting {

        private final long since;
        private final UniEmitter<? super Void> emitter;

        Waiting(long since, UniEmitter<? super Void> emitter) {
            this.since = since;
            this.emitter = emitter;
        }
    }

    /** @param clock the clock of {@link #heard} */
    Echoes(LongSupplier clock) {
        this.clock = clock;
    }

    /** Completes with a heartbeat that was sent after this was subscribed to; waits for ever while Kafka is away. */
    Uni<Void> next() {
        return Uni.createFrom().emitter(emitter -> {
            Waiting wait = new Waiting(clock.getAsLong(), emitter);
            waiting.add(wait);
            emitter.onTermination(() -> waiting.remove(wait));
        });
    }

    /** A heartbeat has come back that was sent at that time. */
    void heard(long sentAt) {
        waiting.stream().filter(wait -> wait.since <= sentAt).forEach(wait -> wait.emitter.complete(null));
    }
}
