package dev.fleetcast.knowledge;

import dev.fleetcast.problem.Problems;
import dev.fleetcast.threading.ThreadSafe;
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
 * The {@link View views} this replica has loaded since its start. A loaded view stays loaded, even if Kafka or the
 * database fails later. Never blocks.
 */
@ThreadSafe
@ApplicationScoped
public class Knowledge {

    /** How long {@link #soon} waits: short enough that other waits fit into the five seconds of a call. */
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    private final Set<View> known = ConcurrentHashMap.newKeySet();
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();

    /** A class rather than a record: two waits for the same views must not be equal. */
    private static final class Waiting {

        private final Set<View> views;
        private final UniEmitter<? super Void> emitter;

        Waiting(Set<View> views, UniEmitter<? super Void> emitter) {
            this.views = views;
            this.emitter = emitter;
        }
    }

    /** Reports that the view has been loaded. */
    public void learned(View view) {
        known.add(view);
        waiting.forEach(this::tellIfKnown);
    }

    /** Whether all of these views are loaded. */
    public boolean has(View... views) {
        return known.containsAll(Arrays.asList(views));
    }

    /**
     * Completes when all of these views are loaded: at once, or later on a thread that may block. Waits indefinitely; a
     * cancelled wait leaves nothing behind.
     */
    public Uni<Void> of(View... views) {
        return Uni.createFrom().deferred(() -> has(views) ? Uni.createFrom().voidItem() : later(views));
    }

    /** Like {@link #of}, for callers that need an answer: fails with a 503 problem after a short timeout. */
    public Uni<Void> soon(View... views) {
        return soon(PATIENCE, views);
    }

    /** Like {@link #soon}, with a custom timeout. */
    public Uni<Void> soon(Duration patience, View... views) {
        // Nearly every call finds the views loaded, and needs no timer.
        return Uni.createFrom()
                .deferred(() -> has(views)
                        ? Uni.createFrom().voidItem()
                        : later(views).ifNoItem().after(patience).failWith(() -> notYet(views)));
    }

    private Uni<Void> later(View... views) {
        return Uni.createFrom()
                .<Void>emitter(emitter -> await(new Waiting(EnumSet.copyOf(Arrays.asList(views)), emitter)))
                .emitOn(Infrastructure.getDefaultExecutor());
    }

    /** The number of waits. */
    int waiting() {
        return waiting.size();
    }

    private void await(Waiting wait) {
        waiting.add(wait);
        wait.emitter.onTermination(() -> waiting.remove(wait));
        // Check again: views loaded before the wait was registered have not completed it.
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
        return Problems.unavailable("This replica has just started and is still reading " + missing + ". Try again.");
    }
}
