package dev.fleetcast.stream;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.request.Visibility;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.stream.area.AreaRequest;
import dev.fleetcast.stream.area.FollowedArea;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.Filter;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.event.UnsubscribeReason;
import dev.fleetcast.stream.spi.Replaying;
import dev.fleetcast.stream.spi.Snapshots;
import dev.fleetcast.stream.spi.StreamConfig;
import dev.fleetcast.stream.spi.StreamRequest;
import dev.fleetcast.stream.spi.StreamRequest.TokenResult;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Carries out requests for the streams open on this replica, for clients and other replicas. Changes subscriptions on
 * the stream's own event loop, in slices so that other streams get their turn.
 */
@ThreadSafe
@ApplicationScoped
public class LocalStreams {

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
        Optional<StreamAccess> access = registry.find(call.streamId())
                .map(stream -> new StreamAccess(stream, call.viewer()))
                .filter(found -> call.kind() == StreamRequest.Kind.PONG ? found.mayPong() : found.isPermitted());
        if (access.isEmpty()) {
            return Uni.createFrom().item(StreamRequest.Reply.NOT_FOUND);
        }
        return switch (call.kind()) {
            case PONG -> pong(access.get().stream());
            case SUBSCRIBE ->
                subscribe(access.get(), call.grants(), call.mode()).map(LocalStreams::found);
            case UNSUBSCRIBE -> unsubscribe(access.get(), call.grants()).map(LocalStreams::found);
            case AREA -> area(access.get(), call.area());
            case REPLAY -> replay(access.get(), call.replay()).map(LocalStreams::found);
        };
    }

    /**
     * Handles a claim of the stream with that {@link StreamId#key}: if it is open here under another token, it is
     * closed.
     */
    public void claimed(long key, String token) {
        registry.byKey(key).forEach(stream -> stream.execute(() -> stream.claimedBy(token)));
    }

    /** Whether the stream with that {@link StreamId#key} is open here. */
    public boolean isOpen(long key) {
        return registry.last(key).isPresent();
    }

    /** Saves the stream with that {@link StreamId#key} again if it is open here. */
    public void saveAgain(long key) {
        registry.last(key)
                .filter(stream -> stream.owner() != null)
                .ifPresent(stream -> save.apply(stream).subscribe().with(done -> {}, failed -> {}));
    }

    private static Uni<StreamRequest.Reply> pong(Stream stream) {
        stream.pong();
        return Uni.createFrom().item(found(List.of()));
    }

    /**
     * Follows another area, or none. A stream without an owner becomes the caller's. Fails with a 503 problem while last
     * known positions, the feed's marks, or the registry are not loaded.
     */
    Uni<StreamRequest.Reply> area(StreamAccess access, String request) {
        FollowedArea area = request == null ? null : AreaRequest.parse(request);
        Stream stream = access.stream();
        return knowledge
                .soon(View.FEED, View.MARKS, View.REGISTRY)
                .chain(() -> access.use(() -> {
                    boolean room = area == null || isShort(area.mode().filter());
                    return room && own(access) && stream.followArea(area)
                            ? StreamRequest.Reply.units(stream.area().size())
                            : found(List.of(new TokenResult(null, TokenResult.LIMITED)));
                }))
                .call(reply -> reply.units() == null ? Uni.createFrom().voidItem() : save.apply(stream));
    }

    /** A stream without an owner becomes the caller's. */
    private Uni<List<TokenResult>> replay(StreamAccess access, String request) {
        Stream stream = access.stream();
        return access.use(() -> own(access))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(owned -> owned
                        ? replaying.answer(stream.id(), new StreamAsReplayTarget(stream), access.viewer(), request)
                        : TokenResult.LIMITED)
                .map(status -> List.of(new TokenResult(null, status)));
    }

    /** Makes a stream without an owner the caller's; false when the user's limit is reached. */
    private boolean own(StreamAccess access) {
        return access.stream().owner() != null || registry.claim(access.stream(), access.viewer());
    }

    private static StreamRequest.Reply found(List<TokenResult> grants) {
        return new StreamRequest.Reply(true, grants);
    }

    /**
     * Subscribes to the units of the granted tokens; other tokens keep their status. Fails with a 503 problem while
     * last known positions, or the feed's marks, are not loaded.
     */
    Uni<List<TokenResult>> subscribe(StreamAccess access, List<TokenResult> grants, DeliveryMode mode) {
        return knowledge
                .soon(View.FEED, View.MARKS)
                .chain(() -> access.change(
                        access.stream().sender()::executeWithRoom,
                        grants,
                        grant -> grant.succeeded() ? follow(access, grant, mode) : grant))
                .call(outcome -> savedIfChanged(access.stream(), outcome));
    }

    /** Unsubscribes from the units of the granted tokens; other tokens keep their status. */
    Uni<List<TokenResult>> unsubscribe(StreamAccess access, List<TokenResult> grants) {
        Stream stream = access.stream();
        // Needs no room in the queue: it frees some.
        return access.change(stream::execute, grants, grant -> {
                    if (grant.succeeded()) {
                        stream.subscriptions().unfollow(grant.unit(), UnsubscribeReason.REQUESTED);
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

    private TokenResult follow(StreamAccess access, TokenResult grant, DeliveryMode mode) {
        Subscriptions subscriptions = access.stream().subscriptions();
        boolean full = !subscriptions.isByToken(grant.unit()) && subscriptions.byToken() >= maxSubscriptions;
        if (full || !hasRoomFor(mode.filter(), subscriptions) || !own(access)) {
            return new TokenResult(grant.unitId(), TokenResult.LIMITED);
        }
        subscriptions.follow(grant.unit(), mode, snapshots);
        return stillPermitted(access, grant);
    }

    private boolean hasRoomFor(Filter filter, Subscriptions subscriptions) {
        return filter == null
                || subscriptions.all().stream().anyMatch(each -> each.mode().filter() == filter)
                || subscriptions.filterLength() + filter.text().length() <= maxFilterLength;
    }

    private boolean isShort(Filter filter) {
        return filter == null || filter.text().length() <= maxFilterLength;
    }

    /** Checks again once the stream follows: an earlier change of the registry did not see this subscription. */
    private TokenResult stillPermitted(StreamAccess access, TokenResult grant) {
        if (maySee.test(access.viewer(), grant.unit())) {
            return grant;
        }
        access.stream().subscriptions().unfollow(grant.unit(), UnsubscribeReason.REVOKED);
        return new TokenResult(grant.unitId(), TokenResult.FORBIDDEN);
    }
}
