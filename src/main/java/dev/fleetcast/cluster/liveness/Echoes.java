package dev.fleetcast.cluster.liveness;

import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Tracks this replica's own heartbeats as they return from Kafka: once one has, this replica has read everything that
 * preceded it in the topic. Never blocks.
 */
@ThreadSafe
final class Echoes {

    private final LongSupplier clock;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();

    /** A class rather than a record: two waiters with the same start must not be equal. */
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

    /**
     * Completes with the first heartbeat sent after the subscription; waits indefinitely while Kafka is unreachable.
     */
    Uni<Void> next() {
        return Uni.createFrom().emitter(emitter -> {
            Waiting wait = new Waiting(clock.getAsLong(), emitter);
            waiting.add(wait);
            emitter.onTermination(() -> waiting.remove(wait));
        });
    }

    /** Reports that the heartbeat sent at {@code sentAt} has returned. */
    void heard(long sentAt) {
        waiting.stream().filter(wait -> wait.since <= sentAt).forEach(wait -> wait.emitter.complete(null));
    }
}
