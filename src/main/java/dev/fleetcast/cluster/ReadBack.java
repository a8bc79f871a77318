package dev.fleetcast.cluster;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What this replica has written and waits to read again: only then is its place in the log known. Safe for use by any
 * thread; never blocks.
 *
 * @param <I> names a write
 * @param <T> what reading it back tells
 */
final class ReadBack<I, T> {

    /** How long a write is waited for. */
    static final Duration PATIENCE = Duration.ofSeconds(4);

    private final TopicWriter writer;
    private final ConcurrentMap<I, UniEmitter<? super T>> waiting = new ConcurrentHashMap<>();

    ReadBack(TopicWriter writer) {
        this.writer = writer;
    }

    /**
     * Writes when subscribed to.
     *
     * @return completes on the reader's thread when {@link #arrived} is told; fails with a 503 problem after four seconds,
     *     when the record may arrive all the same
     */
    Uni<T> write(I id, String key, String value) {
        return Uni.createFrom()
                .<T>emitter(emitter -> {
                    waiting.put(id, emitter);
                    emitter.onTermination(() -> waiting.remove(id));
                    writer.send(key, value).subscribe().with(acknowledged -> {}, emitter::fail);
                })
                .ifNoItem()
                .after(PATIENCE)
                .failWith(TopicWriter::unavailable);
    }

    /** The record of that name has been read. */
    void arrived(I id, T told) {
        UniEmitter<? super T> emitter = waiting.remove(id);
        if (emitter != null) {
            emitter.complete(told);
        }
    }
}
