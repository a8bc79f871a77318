package dev.fleetcast.stream;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.problem.Problems;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/** Changes what a stream follows, on the stream's own event loop, in slices that leave it room for others. */
@ApplicationScoped
class Subscribing {

    /** Each new subscription costs the event loop the making of a snapshot. */
    private static final int SLICE = 25;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final StreamRegistry registry;
    private final Snapshots snapshots;
    private final int maxSubscriptions;

    Subscribing(StreamRegistry registry, Snapshots snapshots, StreamConfig config) {
        this.registry = registry;
        this.snapshots = snapshots;
        this.maxSubscriptions = config.maxSubscriptions();
    }

    /**
     * The stream of that id, if the viewer may use it.
     *
     * @throws NotFoundException for an unknown or ended stream and for one of another session alike
     */
    Stream streamOf(String streamId, Viewer viewer) {
        return registry.find(streamId)
                .filter(stream -> isUsableBy(stream, viewer))
                .orElseThrow(Subscribing::noSuchStream);
    }

    /** Follows the units of the tokens that were granted; the others keep their status. */
    Uni<List<Grant>> subscribe(Stream stream, Viewer viewer, List<Grant> grants, DeliveryMode mode) {
        return inSlices(
                stream,
                stream::executeWithRoom,
                viewer,
                grants,
                grant -> grant.isGranted() ? follow(stream, viewer, grant, mode) : grant);
    }

    /** Stops following the units of the tokens that were granted; the others keep their status. */
    Uni<List<Grant>> unsubscribe(Stream stream, Viewer viewer, List<Grant> grants) {
        // Needs no room: it makes some.
        return inSlices(stream, stream::execute, viewer, grants, grant -> {
            if (grant.isGranted()) {
                stream.unfollow(grant.unit(), Unsubscribed.REQUESTED);
            }
            return grant;
        });
    }

    private Grant follow(Stream stream, Viewer viewer, Grant grant, DeliveryMode mode) {
        boolean full = !stream.follows(grant.unit()) && stream.units().size() >= maxSubscriptions;
        if (full || (stream.owner() == null && !registry.claim(stream, viewer))) {
            return new Grant(grant.unitId(), Grant.LIMITED);
        }
        stream.follow(grant.unit(), mode, snapshots);
        return grant;
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
                .failWith(() -> Problems.unavailable("the stream takes no more just now"));
    }

    private static <T> Uni<T> on(Executor loop, Supplier<T> task) {
        return Uni.createFrom().item(task).runSubscriptionOn(loop);
    }

    private static List<List<Grant>> slices(List<Grant> grants) {
        List<List<Grant>> slices = new ArrayList<>();
        for (int from = 0; from < grants.size(); from += SLICE) {
            slices.add(grants.subList(from, Math.min(from + SLICE, grants.size())));
        }
        return slices;
    }

    private static boolean isUsableBy(Stream stream, Viewer viewer) {
        Viewer owner = stream.owner();
        return owner == null
                || (owner.userId() == viewer.userId() && owner.sessionId().equals(viewer.sessionId()));
    }

    private static NotFoundException noSuchStream() {
        return new NotFoundException("no such stream");
    }
}
