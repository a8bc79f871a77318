package dev.fleetcast.ingest.poll;

import dev.fleetcast.access.request.Visibility;
import dev.fleetcast.connection.Draining;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.UnitDirectory;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryBudgets;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.memory.MemoryKind;
import dev.fleetcast.memory.Reservation;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.stream.Router;
import dev.fleetcast.stream.Router.Reached;
import dev.fleetcast.stream.cursor.Cursor;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.stream.spi.Backfills;
import dev.fleetcast.stream.spi.Backfills.Backfill;
import dev.fleetcast.stream.spi.ResumeConfig;
import dev.fleetcast.stream.spi.Snapshots;
import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads parts of the feed for polling clients: like streams that come back, from the last known messages or from Kafka. */
@ThreadSafe
@ApplicationScoped
class PolledFeed {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Router router;
    private final Backfills backfills;
    private final Snapshots snapshots;
    private final UnitDirectory directory;
    private final Visibility visibility;
    private final FeedCursors cursors;
    private final ResumeConfig limits;
    private final MemoryBudget budget;
    private final Draining draining;

    /** How far a client has been given the feed, and the log that its position is in. */
    private record Place(FeedPosition position, FeedLog log) {}

    PolledFeed(
            Router router,
            Backfills backfills,
            Snapshots snapshots,
            UnitDirectory directory,
            Visibility visibility,
            FeedCursors cursors,
            ResumeConfig limits,
            MemoryBudgets budgets,
            Draining draining) {
        this.router = router;
        this.backfills = backfills;
        this.snapshots = snapshots;
        this.directory = directory;
        this.visibility = visibility;
        this.cursors = cursors;
        this.limits = limits;
        this.budget = budgets.of(MemoryKind.REPLAYS);
        this.draining = draining;
    }

    /**
     * The last known message of every unit, and the cursor from which the feed continues. Leaves out a message that has
     * just arrived: it is the first one after the cursor. Copies no messages: there may be more than fit into memory.
     */
    FeedPage beginning(Poll poll) {
        FeedPosition position = router.reached().position();
        List<UnitId> units = visible(poll);
        Iterable<byte[]> messages = () -> units.stream()
                .flatMap(unit -> snapshots.of(unit).stream())
                .filter(snapshot -> position.includes(snapshot.position()))
                .map(Update::extended)
                .iterator();
        return new FeedPage(messages, cursors.text(poll.viewer().userId(), position), false);
    }

    /**
     * What came after the cursor.
     *
     * @return fails with a 410 problem if that cannot be read completely any more, with a 401 if the session ends, and
     *     with a 503 problem while Kafka does not respond
     */
    Uni<FeedPage> after(Poll poll, Cursor cursor) {
        boolean tooOld =
                cursor.position() == null || cursor.at().plus(limits.maxAge()).isBefore(Instant.now());
        return tooOld ? Uni.createFrom().failure(gone(poll)) : after(poll, new Place(cursor.position(), cursor.log()));
    }

    private Uni<FeedPage> after(Poll poll, Place place) {
        if (!visibility.sessionLive(poll.viewer())) {
            return Uni.createFrom().failure(new UnauthorizedException());
        }
        Reached reached = router.reached();
        List<UnitId> units = visible(poll);
        boolean nothingNew = units.isEmpty()
                || place.position().isAtLeast(reached.position())
                        && reached.log().equals(place.log());
        Uni<FeedPage> page = nothingNew
                ? Uni.createFrom().item(empty(poll, place.position().union(reached.position())))
                : read(poll, place, reached, units);
        return page.chain(found -> {
            if (!found.isEmpty() || found.more() || !poll.mayWait() || draining.isDraining()) {
                return Uni.createFrom().item(found);
            }
            Place next = new Place(place.position().union(reached.position()), reached.log());
            return Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(LOOK_AGAIN)
                    .emitOn(Infrastructure.getDefaultWorkerPool())
                    .chain(() -> after(poll, next));
        });
    }

    private Uni<FeedPage> read(Poll poll, Place place, Reached reached, List<UnitId> units) {
        MemoryHolder holder = MemoryHolder.ofUser(poll.viewer().userId());
        Reservation memory = new Reservation(budget, holder, limits.pieceBytes().asLongValue());
        Map<UnitId, FeedPosition> from =
                units.stream().collect(Collectors.toMap(Function.identity(), unit -> place.position()));
        return Uni.createFrom()
                .<Backfill>emitter(emitter -> {
                    Runnable cancel = backfills.request(new Backfills.Request(
                            from,
                            reached.position(),
                            place.log(),
                            limits.maxMessages(),
                            memory,
                            () -> {},
                            emitter::complete));
                    emitter.onTermination(cancel);
                })
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> Problems.unavailable("Kafka does not respond. Try again later."))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(backfill -> page(poll, place.position(), reached.position(), backfill))
                .onTermination()
                .invoke(memory::close);
    }

    private FeedPage page(Poll poll, FeedPosition from, FeedPosition to, Backfill backfill) {
        if (backfill.gap() != null) {
            throw gone(poll);
        }
        List<byte[]> messages = new ArrayList<>();
        FeedPosition given = from;
        for (Update update : backfill.updates()) {
            if (messages.size() == poll.limit()) {
                return new FeedPage(messages, cursors.text(poll.viewer().userId(), given), true);
            }
            messages.add(update.extended());
            given = given.after(update.position());
        }
        FeedPosition read = from.union(backfill.reached());
        return new FeedPage(messages, cursors.text(poll.viewer().userId(), read), !read.isAtLeast(to));
    }

    private FeedPage empty(Poll poll, FeedPosition position) {
        return new FeedPage(List.of(), cursors.text(poll.viewer().userId(), position), false);
    }

    private HttpProblem gone(Poll poll) {
        return HttpProblem.builder()
                .withStatus(Status.GONE)
                .withTitle(Status.GONE.getReasonPhrase())
                .withDetail(
                        "Messages after the cursor cannot be read any more. Begin without a cursor, or continue with"
                                + " the one in this answer.")
                .with(
                        "cursor",
                        cursors.text(poll.viewer().userId(), router.reached().position()))
                .build();
    }

    private List<UnitId> visible(Poll poll) {
        return directory.units().stream()
                .filter(unit -> visibility.maySeeClient(poll.viewer(), unit.clientId()))
                .map(FleetUnit::id)
                .filter(poll.wanted())
                .toList();
    }
}
