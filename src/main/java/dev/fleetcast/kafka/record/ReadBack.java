package dev.fleetcast.kafka.record;

import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Writes that this replica waits to read back: only then is their place in the log known. Never blocks.
 *
 * @param <I> the id of a write
 * @param <T> the result of reading it back
 */
@ThreadSafe
public final class ReadBack<I, T> {

    /** How long to wait for a write to return. */
    public static final Duration PATIENCE = BoundedWriter.PATIENCE;

    private final Supplier<? extends Throwable> unavailable;
    private final ConcurrentMap<I, UniEmitter<? super T>> waiting = new ConcurrentHashMap<>();

    /** @param unavailable the failure of a write that is not read back in time */
    public ReadBack(Supplier<? extends Throwable> unavailable) {
        this.unavailable = unavailable;
    }

    /**
     * Writes on subscription.
     *
     * @param sending sends the record
     * @return completes on the reader's thread when {@link #arrived} is called; fails after 4.5 seconds, although the
     *     record may still arrive
     */
    public Uni<T> write(I id, Supplier<Uni<Void>> sending) {
        return Uni.createFrom()
                .<T>emitter(emitter -> {
                    waiting.put(id, emitter);
                    // Not a later write with this id, which may begin with the result of this one.
                    emitter.onTermination(() -> waiting.remove(id, emitter));
                    sending.get().subscribe().with(acknowledged -> {}, emitter::fail);
                })
                .ifNoItem()
                .after(PATIENCE)
                .failWith(unavailable);
    }

    /** Reports that the record of write {@code id} has been read. */
    public void arrived(I id, T result) {
        UniEmitter<? super T> emitter = waiting.remove(id);
        if (emitter != null) {
            emitter.complete(result);
        }
    }

    /** The number of writes that have not been read back. */
    public int size() {
        return waiting.size();
    }
}
