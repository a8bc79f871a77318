package dev.fleetcast.cluster.topic;

import dev.fleetcast.problem.Problems;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.Record;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Writes to one topic, with a limit on unacknowledged records. Safe for use by any thread; never blocks. */
public final class TopicWriter {

    private final Function<Record<String, String>, Uni<Void>> out;
    private final int maxPending;
    private final AtomicInteger pending = new AtomicInteger();

    /** @param out completes when Kafka has acknowledged the record */
    public TopicWriter(Function<Record<String, String>, Uni<Void>> out, int maxPending) {
        this.out = out;
        this.maxPending = maxPending;
    }

    /**
     * Sends at once, whether or not the result is subscribed to.
     *
     * @return completes when Kafka has acknowledged the record; fails with a 503 problem if it does not within a few
     *     seconds, or if too many records are pending
     */
    public Uni<Void> send(String key, String value) {
        if (pending.incrementAndGet() > maxPending) {
            pending.decrementAndGet();
            return Uni.createFrom().failure(unavailable());
        }
        Uni<Void> sent = Uni.createFrom()
                .deferred(() -> out.apply(Record.of(key, value)))
                .onTermination()
                .invoke(pending::decrementAndGet)
                .onFailure()
                .transform(failure -> unavailable())
                .memoize()
                .indefinitely();
        sent.subscribe().with(done -> {}, failed -> {});
        return sent;
    }

    public static RuntimeException unavailable() {
        return Problems.unavailable("Kafka does not answer. Try again later.");
    }
}
