package dev.fleetcast.stream;

import static dev.fleetcast.stream.TestUpdates.event;
import static dev.fleetcast.stream.TestUpdates.position;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.spi.NoSuchStreamException;
import dev.fleetcast.stream.spi.Snapshots;
import dev.fleetcast.stream.spi.StreamRequest.TokenResult;
import dev.fleetcast.telemetry.UnitId;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that takes nothing, and three events in a queue of four. */
class LocalStreamsTest {

    private static final int NO_REPLAY = 404;
    private static final Viewer VIEWER = new Viewer(7, "demo", Set.of(), Set.of(1L), "session");
    private static final List<TokenResult> UNIT = List.of(TokenResult.of(new UnitId(1), TokenResult.OK));

    private final Set<UnitId> revoked = new HashSet<>();
    private final OpenStream open = OpenStream.with("queue-events", "4");
    private final Knowledge knowledge = new Knowledge();
    private final LocalStreams subscribing =
            streams(knowledge, open, unit -> Optional.empty(), (viewer, unit) -> !revoked.contains(unit));

    @BeforeEach
    void fill() {
        knowledge.learned(View.FEED);
        knowledge.learned(View.MARKS);
        open.follow(1, 2);
        open.stream.own(VIEWER);
        open.outlet.block();
        open.route(position(1, 1), event(1, 2), position(2, 3));
    }

    @Test
    void unsubscribingNeedsNoRoom() {
        CompletableFuture<List<TokenResult>> done = subscribing
                .unsubscribe(new StreamAccess(open.stream, VIEWER), UNIT)
                .subscribeAsCompletionStage();
        open.executor.turn();

        assertThat(done).isCompletedWithValue(UNIT);
        open.outlet.drain();
        assertThat(open.story()).containsExactly("ready 1", "ready 2", "gps 2 #3", "unsubscribed requested 1");
    }

    @Test
    void subscribingWaitsForRoomInTheQueue() {
        List<TokenResult> third = List.of(TokenResult.of(new UnitId(3), TokenResult.OK));

        CompletableFuture<List<TokenResult>> done = subscribing
                .subscribe(new StreamAccess(open.stream, VIEWER), third, DeliveryMode.EVERY)
                .subscribeAsCompletionStage();
        open.executor.turn();
        assertThat(done).isNotDone();
        open.outlet.drain();
        open.executor.turn();

        assertThat(done).isCompletedWithValue(third);
        assertThat(open.story()).endsWith("gps 1 #1", "event 1 #2", "gps 2 #3", "ready 3");
    }

    @Test
    void cancelledSubscribeIsNotCarriedOutLater() {
        List<TokenResult> third = List.of(TokenResult.of(new UnitId(3), TokenResult.OK));
        Cancellable waiting = subscribing
                .subscribe(new StreamAccess(open.stream, VIEWER), third, DeliveryMode.EVERY)
                .subscribe()
                .with(done -> {});
        open.executor.turn();

        waiting.cancel();
        open.outlet.drain();
        open.executor.turn();

        assertThat(open.stream.subscriptions().units()).doesNotContain(new UnitId(3));
    }

    @Test
    void rightLostWhileTheSubscribeWasOnItsWayEndsIt() {
        revoked.add(new UnitId(3));
        open.outlet.drain();

        CompletableFuture<List<TokenResult>> done = subscribing
                .subscribe(
                        new StreamAccess(open.stream, VIEWER),
                        List.of(TokenResult.of(new UnitId(3), TokenResult.OK)),
                        DeliveryMode.EVERY)
                .subscribeAsCompletionStage();
        open.executor.turn();

        assertThat(done.join()).extracting(TokenResult::status).containsExactly(TokenResult.FORBIDDEN);
        assertThat(open.stream.subscriptions().units()).doesNotContain(new UnitId(3));
        assertThat(open.story()).endsWith("unsubscribed revoked 3").doesNotContain("ready 3");
    }

    @Test
    void waitingSubscribeFailsWhenTheStreamEnds() {
        CompletableFuture<List<TokenResult>> done = subscribing
                .subscribe(new StreamAccess(open.stream, VIEWER), UNIT, DeliveryMode.EVERY)
                .subscribeAsCompletionStage();
        open.executor.turn();

        open.stream.gone();
        open.executor.turn();

        assertThat(done).isCompletedExceptionally();
    }

    @Test
    void tokensThatWereNotGrantedKeepTheirStatusAndDoNothing() {
        List<TokenResult> refused = List.of(
                new TokenResult(null, TokenResult.UNAUTHORIZED), TokenResult.of(new UnitId(1), TokenResult.FORBIDDEN));

        CompletableFuture<List<TokenResult>> done = subscribing
                .unsubscribe(new StreamAccess(open.stream, VIEWER), refused)
                .subscribeAsCompletionStage();
        open.executor.turn();

        assertThat(done).isCompletedWithValue(refused);
        assertThat(open.stream.subscriptions().units()).contains(new UnitId(1));
    }

    @Test
    void streamOfAnotherSessionIsNoStream() {
        Viewer again = new Viewer(7, "demo", Set.of(), Set.of(1L), "another session");

        CompletableFuture<List<TokenResult>> done = subscribing
                .unsubscribe(new StreamAccess(open.stream, again), UNIT)
                .subscribeAsCompletionStage();
        open.executor.turn();

        assertThat(done).isCompletedExceptionally();
        assertThat(open.stream.subscriptions().units()).contains(new UnitId(1));
    }

    @Test
    void subscribingWaitsForLastKnownPositionsAndIsRefusedAfterAMoment() {
        open.outlet.drain();
        LocalStreams starting = streams(new Knowledge(), open);
        List<TokenResult> third = List.of(TokenResult.of(new UnitId(3), TokenResult.OK));

        CompletableFuture<List<TokenResult>> done = starting.subscribe(
                        new StreamAccess(open.stream, VIEWER), third, DeliveryMode.EVERY)
                .subscribeAsCompletionStage();

        assertThatThrownBy(() -> done.get(30, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.getStatusCode()).isEqualTo(503));
        open.executor.turn();
        assertThat(open.stream.subscriptions().units()).doesNotContain(new UnitId(3));
        assertThat(open.story()).doesNotContain("ready 3");
    }

    @Test
    void noMoreUnitsThanAllowedAreFollowed() {
        OpenStream small = OpenStream.with("max-subscriptions", "2");
        small.stream.own(VIEWER);
        List<TokenResult> three = List.of(
                TokenResult.of(new UnitId(1), TokenResult.OK),
                TokenResult.of(new UnitId(2), TokenResult.OK),
                TokenResult.of(new UnitId(3), TokenResult.OK));
        AtomicInteger snapshots = new AtomicInteger();
        LocalStreams limited = streams(
                knowledge,
                small,
                unit -> {
                    snapshots.incrementAndGet();
                    return Optional.empty();
                },
                (viewer, unit) -> true);

        CompletableFuture<List<TokenResult>> done = limited.subscribe(
                        new StreamAccess(small.stream, VIEWER), three, DeliveryMode.EVERY)
                .subscribeAsCompletionStage();
        small.executor.turn();

        assertThat(done.join())
                .extracting(TokenResult::status)
                .containsExactly(TokenResult.OK, TokenResult.OK, TokenResult.LIMITED);
        assertThat(small.stream.subscriptions().units()).containsExactlyInAnyOrder(new UnitId(1), new UnitId(2));
        assertThat(snapshots).hasValue(2);
    }

    @Test
    void filtersBeyondTheirRoomAreRefusedAndKnownOnesAreNot() {
        OpenStream small = OpenStream.with("filter-bytes", "20");
        small.stream.own(VIEWER);
        LocalStreams limited = streams(knowledge, small);

        assertThat(statuses(small, limited, 1, "gps.speed > 50")).containsExactly(TokenResult.OK);
        assertThat(statuses(small, limited, 2, "gps.speed > 50")).containsExactly(TokenResult.OK);
        assertThat(statuses(small, limited, 3, "gps.speed > 51")).containsExactly(TokenResult.LIMITED);
        assertThat(statuses(small, limited, 3, null)).containsExactly(TokenResult.OK);
    }

    @Test
    void streamThatHasEndedCannotBeClaimed() {
        StreamRegistry registry = new StreamRegistry(open.config, null, open.metrics);
        open.stream.gone();

        assertThatThrownBy(() -> registry.claim(open.stream, VIEWER)).isInstanceOf(NoSuchStreamException.class);

        assertThat(registry.load().users()).isZero();
    }

    static LocalStreams streams(Knowledge knowledge, OpenStream stream) {
        return streams(knowledge, stream, unit -> Optional.empty(), (viewer, unit) -> true);
    }

    private static LocalStreams streams(
            Knowledge knowledge, OpenStream stream, Snapshots snapshots, BiPredicate<Viewer, UnitId> maySee) {
        return new LocalStreams(
                knowledge,
                new StreamRegistry(stream.config, null, stream.metrics),
                snapshots,
                stream.config,
                maySee,
                saved -> Uni.createFrom().voidItem(),
                (id, target, viewer, request) -> NO_REPLAY);
    }

    static List<Integer> statuses(OpenStream stream, LocalStreams streams, long unit, String filter) {
        var done = streams.subscribe(
                        new StreamAccess(stream.stream, VIEWER),
                        List.of(TokenResult.of(new UnitId(unit), TokenResult.OK)),
                        DeliveryMode.parse(null, null, filter))
                .subscribeAsCompletionStage();
        stream.executor.turn();
        return done.join().stream().map(TokenResult::status).toList();
    }
}
