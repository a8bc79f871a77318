package dev.fleetcast.stream;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.Visibility;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.telemetry.UnitId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotFoundException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Changes the subscriptions of a stream, on the stream's own event loop, in slices so that other streams get their
 * turn.
 */
@ApplicationScoped
class Subscribing {

    /** Each new subscription costs the event loop one snapshot. */
    private static final int SLICE = 25;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Knowledge knowledge;
    private final StreamRegistry registry;
    private final Snapshots snapshots;
    private final int maxSubscriptions;
    private final BiPredicate<Viewer, UnitId> maySee;
    private final Function<Stream, Uni<Void>> save;

    @Inject
    Subscribing(
            Knowledge knowledge,
            StreamRegistry registry,
            Snapshots snapshots,
            StreamConfig config,
            Visibility visibility,
            StreamRecords records) {
        this(knowledge, registry, snapshots, config, visibility::maySee, records::save);
    }

    Subscribing(
            Knowledge knowledge,
            StreamRegistry registry,
            Snapshots snapshots,
            StreamConfig config,
            BiPredicate<Viewer, UnitId> maySee,
            Function<Stream, Uni<Void>> save) {
        this.knowledge = knowledge;
        this.save = save;
        this.registry = registry;
        this.snapshots = snapshots;
        this.maxSubscriptions = config.maxSubscriptions();
        this.maySee = maySee;
    }

    /**
     * Subscribes to the units of the granted tokens; other tokens keep their status. Fails with a 503 problem while
     * last known positions, or the feed's marks, are not loaded.
     */
    Uni<List<Grant>> subscribe(Stream stream, Viewer viewer, List<Grant> grants, DeliveryMode mode) {
        return knowledge
                .soon(View.FEED, View.MARKS)
                .chain(() -> inSlices(
                        stream,
                        stream.sender()::executeWithRoom,
                        viewer,
                        grants,
                        grant -> grant.succeeded() ? follow(stream, viewer, grant, mode) : grant))
                .call(outcome -> writtenDown(stream, outcome));
    }

    /** Unsubscribes from the units of the granted tokens; other tokens keep their status. */
    Uni<List<Grant>> unsubscribe(Stream stream, Viewer viewer, List<Grant> grants) {
        // Needs no room in the queue: it frees some.
        return inSlices(stream, stream::execute, viewer, grants, grant -> {
                    if (grant.succeeded()) {
                        stream.unfollow(grant.unit(), Unsubscribed.REQUESTED);
                    }
                    return grant;
                })
                .call(outcome -> writtenDown(stream, outcome));
    }

    private Uni<Void> writtenDown(Stream stream, List<Grant> outcome) {
        return outcome.stream().anyMatch(Grant::succeeded)
                ? save.apply(stream)
                : Uni.createFrom().voidItem();
    }

    private Grant follow(Stream stream, Viewer viewer, Grant grant, DeliveryMode mode) {
        boolean full = !stream.follows(grant.unit()) && stream.units().size() >= maxSubscriptions;
        if (full || (stream.owner() == null && !registry.claim(stream, viewer))) {
            return new Grant(grant.unitId(), Grant.LIMITED);
        }
        stream.follow(grant.unit(), mode, snapshots);
        return stillPermitted(stream, viewer, grant);
    }

    /** Checks again once the stream follows: an earlier change of the registry did not see this subscription. */
    private Grant stillPermitted(Stream stream, Viewer viewer, Grant grant) {
        if (maySee.test(viewer, grant.unit())) {
            return grant;
        }
        stream.unfollow(grant.unit(), Unsubscribed.REVOKED);
        return new Grant(grant.unitId(), Grant.FORBIDDEN);
    }

    private static Uni<List<Grant>> inSlices(
            Stream stream, Executor loop, Viewer viewer, List<Grant> grants, Function<Grant, Grant> change) {
        return Multi.createFrom()
                .iterable(slices(grants))
                .onItem()
                .transformToUniAndConcatenate(slice -> on(loop, () -> {
                    if (stream.isClosed() || !isUsableBy(stream, viewer)) {
                        throw noSuchStream();
                    }
                    return slice.stream().map(change).toList();
                }))
                .collect()
                .in(ArrayList<Grant>::new, List::addAll)
                .map(List::copyOf)
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> Problems.unavailable("The stream is busy. Read its events, then try again."));
    }

    /** Skips tasks whose caller has timed out: the client has been told that nothing happened. */
    private static <T> Uni<T> on(Executor loop, Supplier<T> task) {
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

    private static <T> void complete(UniEmitter<? super T> emitter, Supplier<T> task) {
        try {
            emitter.complete(task.get());
        } catch (RuntimeException failure) {
            emitter.fail(failure);
        }
    }

    private static List<List<Grant>> slices(List<Grant> grants) {
        List<List<Grant>> slices = new ArrayList<>();
        for (int from = 0; from < grants.size(); from += SLICE) {
            slices.add(grants.subList(from, Math.min(from + SLICE, grants.size())));
        }
        return slices;
    }

    static boolean isUsableBy(Stream stream, Viewer viewer) {
        Viewer owner = stream.owner();
        return owner == null
                || (owner.userId() == viewer.userId() && owner.sessionId().equals(viewer.sessionId()));
    }

    private static NotFoundException noSuchStream() {
        return new NotFoundException("The stream is not open, or it belongs to another login.");
    }
}
