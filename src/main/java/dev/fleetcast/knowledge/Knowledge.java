package dev.fleetcast.knowledge;

import dev.fleetcast.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Which {@link View views} this replica has drawn since its start. A view that is known stays known, whatever becomes of
 * Kafka or the database. Safe for use by any thread; never blocks.
 */
@ApplicationScoped
public class Knowledge {

    /** How long {@link #soon} waits: little enough that other waits fit into the five seconds of a call. */
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    private final Set<View> known = ConcurrentHashMap.newKeySet();
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();

    /** A class rather than a record: two that wait for the same are not the same. */
    private static final class Waiting {

        private final Set<View> views;
        private final UniEmitter<? super Void> emitter;

        Waiting(Set<View> views, UniEmitter<? super Void> emitter) {
            this.views = views;
            this.emitter = emitter;
        }
    }

    /** The view has been drawn. */
    public void learned(View view) {
        known.add(view);
        waiting.forEach(this::tellIfKnown);
    }

    /** Whether all of these are known. */
    public boolean has(View... views) {
        return known.containsAll(Arrays.asList(views));
    }

    /**
     * Completes when all of these are known: at once, or later on a thread that may block. Waits as long as it takes; a
     * cancelled wait leaves nothing behind.
     */
    public Uni<Void> of(View... views) {
        return Uni.createFrom()
                .deferred(() -> has(views)
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom()
                                .<Void>emitter(
                                        emitter -> await(new Waiting(EnumSet.copyOf(Arrays.asList(views)), emitter)))
                                .emitOn(Infrastructure.getDefaultExecutor()));
    }

    /** As {@link #of}, for a caller that needs an answer: fails with a 503 problem after a moment. */
    public Uni<Void> soon(View... views) {
        return soon(PATIENCE, views);
    }

    /** As {@link #soon}, with a patience of the caller's. */
    public Uni<Void> soon(Duration patience, View... views) {
        return of(views).ifNoItem().after(patience).failWith(() -> notYet(views));
    }

    /** How many waits there are. */
    int waiting() {
        return waiting.size();
    }

    private void await(Waiting wait) {
        waiting.add(wait);
        wait.emitter.onTermination(() -> waiting.remove(wait));
        // Asked again: what was learned before the wait was entered has not told it.
        tellIfKnown(wait);
    }

    private void tellIfKnown(Waiting wait) {
        if (known.containsAll(wait.views)) {
            wait.emitter.complete(null);
        }
    }

    private HttpProblem notYet(View... views) {
        String missing = Arrays.stream(views)
                .filter(view -> !known.contains(view))
                .map(View::toString)
                .collect(Collectors.joining(", "));
        return Problems.unavailable("This replica has just started and is still reading " + missing + "; try again.");
    }
}
