package dev.fleetcast.cluster.topic;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Writes that this replica waits to read back: only then is their place in the log known. Safe for use by any thread;
 * never blocks.
 *
 * @param <I> the id of a write
 * @param <T> the result of reading it back
 */
public final class ReadBack<I, T> {

    /** How long to wait for a write to return. */
    public static final Duration PATIENCE = Duration.ofSeconds(4);

    private final TopicWriter writer;
    private final ConcurrentMap<I, UniEmitter<? super T>> waiting = new ConcurrentHashMap<>();

    public ReadBack(TopicWriter writer) {
        this.writer = writer;
    }

    /**
     * Writes on subscription.
     *
     * @return completes on the reader's thread when {@link #arrived} is called; fails with a 503 problem after four
     *     seconds, although the record may still arrive
     */
    public Uni<T> write(I id, String key, String value) {
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

    /** Reports that the record of write {@code id} has been read. */
    public void arrived(I id, T told) {
        UniEmitter<? super T> emitter = waiting.remove(id);
        if (emitter != null) {
            emitter.complete(told);
        }
    }
}
