package dev.fleetcast.cluster.liveness;

import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * This replica's own heartbeats as they return from Kafka, and what they say about its reading: what preceded a returned
 * heartbeat in the topic has been read, and what follows it was not in the topic when it was sent. Needs only this
 * process's monotonic clock. Never blocks.
 */
@ThreadSafe
final class Echoes {

    private final LongSupplier monotonicMillis;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private volatile long newestSentAt;

    /** A class rather than a record: two waiters with the same start must not be equal. */
    private static final class Waiting {

        private final long since;
        private final UniEmitter<? super Void> emitter;

        Waiting(long since, UniEmitter<? super Void> emitter) {
            this.since = since;
            this.emitter = emitter;
        }
    }

    /** @param monotonicMillis the clock that timestamps heartbeats when they are sent */
    Echoes(LongSupplier monotonicMillis) {
        this.monotonicMillis = monotonicMillis;
        this.newestSentAt = monotonicMillis.getAsLong();
    }

    /**
     * Completes with the first heartbeat sent after the subscription; waits indefinitely while Kafka is unreachable.
     */
    Uni<Void> next() {
        return Uni.createFrom().emitter(emitter -> {
            Waiting wait = new Waiting(monotonicMillis.getAsLong(), emitter);
            waiting.add(wait);
            emitter.onTermination(() -> waiting.remove(wait));
        });
    }

    /** Reports that the heartbeat sent at {@code sentAt} has returned. */
    void heard(long sentAt) {
        newestSentAt = sentAt;
        waiting.stream().filter(wait -> wait.since <= sentAt).forEach(wait -> wait.emitter.complete(null));
    }

    /** The maximum time that the next record has waited in the topic. */
    Duration lag() {
        return Duration.ofMillis(monotonicMillis.getAsLong() - newestSentAt);
    }
}
