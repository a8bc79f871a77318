package dev.fleetcast.stream;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.stream.spi.NoSuchStreamException;
import dev.fleetcast.stream.spi.StreamRequest.TokenResult;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A stream as one caller uses it: on the stream's own event loop, in slices so that other streams get their turn, and
 * only as long as the caller is permitted to.
 *
 * @param viewer the caller; null for a pong without a login
 */
@ThreadSafe
record StreamAccess(Stream stream, Viewer viewer) {

    /** Each new subscription costs the event loop one snapshot. */
    private static final int SLICE = 25;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Whether the caller may use the stream: it has no owner yet, or belongs to the caller's session. */
    boolean isPermitted() {
        Viewer owner = stream.owner();
        return owner == null
                || (owner.userId() == viewer.userId() && owner.sessionId().equals(viewer.sessionId()));
    }

    /** Whether the caller may answer the stream's pings; needs no login. */
    boolean mayPong() {
        Viewer owner = stream.owner();
        return viewer == null || owner == null || owner.userId() == viewer.userId();
    }

    /** Runs {@code task} on the stream's loop; fails with a 404 if the stream has ended or is not the caller's. */
    <T> Uni<T> use(Supplier<T> task) {
        return on(stream::execute, task);
    }

    /**
     * Changes a subscription per token, in slices. Fails like {@link #use}, and with a 503 problem if the stream is busy.
     *
     * @param loop runs each slice on the stream's loop
     * @param change takes the status of a token, and returns its outcome
     */
    Uni<List<TokenResult>> change(Executor loop, List<TokenResult> grants, Function<TokenResult, TokenResult> change) {
        return Multi.createFrom()
                .iterable(slices(grants))
                .onItem()
                .transformToUniAndConcatenate(
                        slice -> on(loop, () -> slice.stream().map(change).toList()))
                .collect()
                .in(ArrayList<TokenResult>::new, List::addAll)
                .map(List::copyOf)
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> Problems.unavailable("The stream is busy. Read its events, then try again."));
    }

    /** Skips tasks whose caller has timed out: the response has already said that nothing happened. */
    private <T> Uni<T> on(Executor loop, Supplier<T> task) {
        return Uni.createFrom().emitter(emitter -> {
            AtomicBoolean over = new AtomicBoolean();
            emitter.onTermination(() -> over.set(true));
            loop.execute(() -> {
                if (!over.get()) {
                    complete(emitter, task);
                }
            });
        });
    }

    private <T> void complete(UniEmitter<? super T> emitter, Supplier<T> task) {
        try {
            if (stream.isClosed() || !isPermitted()) {
                throw new NoSuchStreamException();
            }
            emitter.complete(task.get());
        } catch (RuntimeException failure) {
            emitter.fail(failure);
        }
    }

    private static List<List<TokenResult>> slices(List<TokenResult> grants) {
        List<List<TokenResult>> slices = new ArrayList<>();
        for (int from = 0; from < grants.size(); from += SLICE) {
            slices.add(grants.subList(from, Math.min(from + SLICE, grants.size())));
        }
        return slices;
    }
}
