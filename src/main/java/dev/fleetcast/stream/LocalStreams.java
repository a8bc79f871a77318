package dev.fleetcast.stream;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.request.Visibility;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.stream.area.AreaRequest;
import dev.fleetcast.stream.area.FollowedArea;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.event.UnsubscribeReason;
import dev.fleetcast.stream.filter.Filter;
import dev.fleetcast.stream.spi.NoSuchStreamException;
import dev.fleetcast.stream.spi.Replaying;
import dev.fleetcast.stream.spi.Snapshots;
import dev.fleetcast.stream.spi.StreamConfig;
import dev.fleetcast.stream.spi.StreamRequest;
import dev.fleetcast.stream.spi.StreamRequest.TokenResult;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Carries out requests for the streams open on this replica, for clients and other replicas. Changes subscriptions on
 * the stream's own event loop, in slices so that other streams get their turn.
 */
@ThreadSafe
@ApplicationScoped
public class LocalStreams {

    /** Each new subscription costs the event loop one snapshot. */
    private static final int SLICE = 25;

    private static final int NONE = 404;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Knowledge knowledge;
    private final StreamRegistry registry;
    private final Snapshots snapshots;
    private final int maxSubscriptions;
    private final long maxFilterLength;
    private final BiPredicate<Viewer, UnitId> maySee;
    private final Function<Stream, Uni<Void>> save;
    private final Replaying replaying;

    @Inject
    LocalStreams(
            Knowledge knowledge,
            StreamRegistry registry,
            Snapshots snapshots,
            StreamConfig config,
            Visibility visibility,
            StreamRecords records,
            Replaying replaying) {
        this(knowledge, registry, snapshots, config, visibility::maySee, records::save, replaying);
    }

    LocalStreams(
            Knowledge knowledge,
            StreamRegistry registry,
            Snapshots snapshots,
            StreamConfig config,
            BiPredicate<Viewer, UnitId> maySee,
            Function<Stream, Uni<Void>> save) {
        this(knowledge, registry, snapshots, config, maySee, save, (stream, target, viewer, request) -> NONE);
    }

    private LocalStreams(
            Knowledge knowledge,
            StreamRegistry registry,
            Snapshots snapshots,
            StreamConfig config,
            BiPredicate<Viewer, UnitId> maySee,
            Function<Stream, Uni<Void>> save,
            Replaying replaying) {
        this.knowledge = knowledge;
        this.registry = registry;
        this.snapshots = snapshots;
        this.maxSubscriptions = config.maxSubscriptions();
        this.maxFilterLength = config.filterBytes().asLongValue();
        this.maySee = maySee;
        this.save = save;
        this.replaying = replaying;
    }

    /**
     * Carries out the call; {@link StreamRequest.Reply#NOT_FOUND} if the stream is not open here or the caller may not use
     * it.
     */
    public Uni<StreamRequest.Reply> answer(StreamRequest call) {
        Optional<Stream> stream = registry.find(call.streamId()).filter(found -> mayUse(found, call));
        if (stream.isEmpty()) {
            return Uni.createFrom().item(StreamRequest.Reply.NOT_FOUND);
        }
        return switch (call.kind()) {
            case PONG -> pong(stream.get());
            case SUBSCRIBE ->
                subscribe(stream.get(), call.viewer(), call.grants(), call.mode())
                        .map(LocalStreams::found);
            case UNSUBSCRIBE ->
                unsubscribe(stream.get(), call.viewer(), call.grants()).map(LocalStreams::found);
            case AREA -> area(stream.get(), call);
            case REPLAY -> replay(stream.get(), call).map(LocalStreams::found);
        };
    }

    /**
     * Handles a claim of the stream with that {@link StreamId#key}: if it is open here under another token, it is
     * closed.
     */
    public void claimed(long key, String token) {
        registry.byKey(key).ifPresent(stream -> stream.execute(() -> stream.claimedBy(token)));
    }

    /** Whether the stream with that {@link StreamId#key} is open here. */
    public boolean isOpen(long key) {
        return registry.byKey(key).isPresent();
    }

    /** Saves the stream with that {@link StreamId#key} again if it is open here. */
    public void saveAgain(long key) {
        registry.byKey(key)
                .filter(stream -> stream.owner() != null)
                .ifPresent(stream -> save.apply(stream).subscribe().with(done -> {}, failed -> {}));
    }

    private static Uni<StreamRequest.Reply> pong(Stream stream) {
        stream.execute(stream::pong);
        return Uni.createFrom().item(found(List.of()));
    }

    /**
     * Follows another area, or none. A stream without an owner becomes the caller's. Fails with a 503 problem while last
     * known positions, the feed's marks, or the registry are not loaded.
     */
    Uni<StreamRequest.Reply> area(Stream stream, StreamRequest call) {
        FollowedArea area = call.area() == null ? null : AreaRequest.parse(call.area());
        return knowledge
                .soon(View.FEED, View.MARKS, View.REGISTRY)
                .chain(() -> on(stream::execute, () -> {
                    if (stream.isClosed() || !isUsableBy(stream, call.viewer())) {
                        throw new NoSuchStreamException();
                    }
                    boolean room = area == null || isShort(area.mode().filter());
                    boolean owned = room && (stream.owner() != null || registry.claim(stream, call.viewer()));
                    return owned && stream.followArea(area)
                            ? StreamRequest.Reply.units(stream.area().size())
                            : found(List.of(new TokenResult(null, TokenResult.LIMITED)));
                }))
                .call(reply -> reply.units() == null ? Uni.createFrom().voidItem() : save.apply(stream));
    }

    /** A stream without an owner becomes the caller's. */
    private Uni<List<TokenResult>> replay(Stream stream, StreamRequest call) {
        return on(stream::execute, () -> {
                    if (stream.isClosed() || !isUsableBy(stream, call.viewer())) {
                        throw new NoSuchStreamException();
                    }
                    return stream.owner() != null || registry.claim(stream, call.viewer());
                })
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(owned -> owned
                        ? replaying.answer(stream.id(), new StreamAsReplayTarget(stream), call.viewer(), call.replay())
                        : TokenResult.LIMITED)
                .map(status -> List.of(new TokenResult(null, status)));
    }

    private static boolean mayUse(Stream stream, StreamRequest call) {
        return call.kind() == StreamRequest.Kind.PONG
                ? call.viewer() == null
                        || stream.owner() == null
                        || stream.owner().userId() == call.viewer().userId()
                : isUsableBy(stream, call.viewer());
    }

    private static StreamRequest.Reply found(List<TokenResult> grants) {
        return new StreamRequest.Reply(true, grants);
    }

    /**
     * Subscribes to the units of the granted tokens; other tokens keep their status. Fails with a 503 problem while
     * last known positions, or the feed's marks, are not loaded.
     */
    Uni<List<TokenResult>> subscribe(Stream stream, Viewer viewer, List<TokenResult> grants, DeliveryMode mode) {
        return knowledge
                .soon(View.FEED, View.MARKS)
                .chain(() -> inSlices(
                        stream,
                        stream.sender()::executeWithRoom,
                        viewer,
                        grants,
                        grant -> grant.succeeded() ? follow(stream, viewer, grant, mode) : grant))
                .call(outcome -> savedIfChanged(stream, outcome));
    }

    /** Unsubscribes from the units of the granted tokens; other tokens keep their status. */
    Uni<List<TokenResult>> unsubscribe(Stream stream, Viewer viewer, List<TokenResult> grants) {
        // Needs no room in the queue: it frees some.
        return inSlices(stream, stream::execute, viewer, grants, grant -> {
                    if (grant.succeeded()) {
                        stream.unfollow(grant.unit(), UnsubscribeReason.REQUESTED);
                    }
                    return grant;
                })
                .call(outcome -> savedIfChanged(stream, outcome));
    }

    private Uni<Void> savedIfChanged(Stream stream, List<TokenResult> outcome) {
        return outcome.stream().anyMatch(TokenResult::succeeded)
                ? save.apply(stream)
                : Uni.createFrom().voidItem();
    }

    private TokenResult follow(Stream stream, Viewer viewer, TokenResult grant, DeliveryMode mode) {
        boolean full = !stream.isSubscribedTo(grant.unit()) && stream.subscribed() >= maxSubscriptions;
        if (full || !hasRoomFor(mode.filter(), stream) || (stream.owner() == null && !registry.claim(stream, viewer))) {
            return new TokenResult(grant.unitId(), TokenResult.LIMITED);
        }
        stream.follow(grant.unit(), mode, snapshots);
        return stillPermitted(stream, viewer, grant);
    }

    private boolean hasRoomFor(Filter filter, Stream stream) {
        return filter == null
                || stream.subscriptions().stream().anyMatch(each -> each.mode().filter() == filter)
                || stream.filterLength() + filter.text().length() <= maxFilterLength;
    }

    private boolean isShort(Filter filter) {
        return filter == null || filter.text().length() <= maxFilterLength;
    }

    /** Checks again once the stream follows: an earlier change of the registry did not see this subscription. */
    private TokenResult stillPermitted(Stream stream, Viewer viewer, TokenResult grant) {
        if (maySee.test(viewer, grant.unit())) {
            return grant;
        }
        stream.unfollow(grant.unit(), UnsubscribeReason.REVOKED);
        return new TokenResult(grant.unitId(), TokenResult.FORBIDDEN);
    }

    private static Uni<List<TokenResult>> inSlices(
            Stream stream,
            Executor loop,
            Viewer viewer,
            List<TokenResult> grants,
            Function<TokenResult, TokenResult> change) {
        return Multi.createFrom()
                .iterable(slices(grants))
                .onItem()
                .transformToUniAndConcatenate(slice -> on(loop, () -> {
                    if (stream.isClosed() || !isUsableBy(stream, viewer)) {
                        throw new NoSuchStreamException();
                    }
                    return slice.stream().map(change).toList();
                }))
                .collect()
                .in(ArrayList<TokenResult>::new, List::addAll)
                .map(List::copyOf)
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> Problems.unavailable("The stream is busy. Read its events, then try again."));
    }

    /** Skips tasks whose caller has timed out: the response has already said that nothing happened. */
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

    private static List<List<TokenResult>> slices(List<TokenResult> grants) {
        List<List<TokenResult>> slices = new ArrayList<>();
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
}
