package dev.fleetcast.history.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.history.day.Span;
import dev.fleetcast.history.format.PastMessage;
import dev.fleetcast.history.read.UnitHistory;
import dev.fleetcast.history.read.UnitHistory.Wanted;
import dev.fleetcast.history.record.HistoryException;
import dev.fleetcast.history.stored.Place;
import dev.fleetcast.memory.Reservation;
import dev.fleetcast.stream.spi.ReplayTarget;
import dev.fleetcast.stream.spi.ReplayTarget.Outcome;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;

/**
 * Replays past messages of several units on one clock, on a thread of its own. Reads piece by piece: a pause keeps no
 * connection. For a client that does not take everything it keeps the newest message of each unit.
 */
final class Replay implements Runnable {

    private static final Duration RETRY = Duration.ofMillis(50);
    private static final Duration LATER = Duration.ofSeconds(1);

    private final ReplayOrder order;
    private final UnitHistory history;
    private final LongPredicate placements;
    private final LongFunction<ZoneId> zones;
    private final ReplayTarget target;
    private final ReplayFrames frames;
    private final ReplayClock clock;
    private final ReplayQueue waiting;
    private final Reservation memory;
    private final long user;

    private Instant position;

    Replay(
            ReplayOrder order,
            UnitHistory history,
            LongPredicate placements,
            LongFunction<ZoneId> zones,
            ReplayTarget target,
            ReplayMemory budget) {
        this.order = order;
        this.history = history;
        this.placements = placements;
        this.zones = zones;
        this.target = target;
        this.frames = new ReplayFrames(order.id(), target.envelope());
        this.user = budget.user();
        this.memory = budget.forPieces();
        this.waiting = new ReplayQueue(target, budget.forWaiting());
        this.clock = new ReplayClock(order.from(), order.speed());
        this.position = order.from();
    }

    ReplayClock clock() {
        return clock;
    }

    @Override
    public void run() {
        try {
            Optional<Place> after = Optional.empty();
            Instant from = order.from();
            while (!clock.hasEnded()) {
                boolean over;
                Optional<Place> reached = Optional.empty();
                try (ReplayPiece piece = read(from, after)) {
                    over = piece.events().isEmpty();
                    if (!over && play(piece)) {
                        reached = Optional.of(piece.end());
                    }
                }
                Instant jump = clock.takeJump();
                if (jump != null) {
                    from = jump;
                    position = jump;
                    after = Optional.empty();
                } else if (reached.isPresent()) {
                    after = reached;
                } else if (over && finish()) {
                    return;
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            clock.end();
            waiting.close();
        }
    }

    /** Tries until there is room and the database responds; empty only at the end of the past, or of the replay. */
    private ReplayPiece read(Instant from, Optional<Place> after) throws InterruptedException {
        ReplayPiece piece = new ReplayPiece(memory);
        Wanted wanted = new Wanted(
                user,
                order.units(),
                zones,
                new Span(from, order.to()),
                after,
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                placements);
        boolean[] isFull = {false};
        while (!clock.hasEnded()) {
            try {
                history.read(wanted, Instant.now(), (place, message) -> {
                    boolean more = piece.add(event(place, message));
                    isFull[0] = !more;
                    return more;
                });
                if (!piece.events().isEmpty() || !isFull[0]) {
                    return piece;
                }
            } catch (HttpProblem | HistoryException later) {
                if (!piece.events().isEmpty()) {
                    return piece;
                }
            }
            Thread.sleep(LATER.toMillis());
        }
        return piece;
    }

    private ReplayPiece.Event event(Place place, PastMessage message) {
        ObjectNode content = message.content();
        return new ReplayPiece.Event(
                place,
                message.filedAt(),
                content.path("device").path("id").asLong(),
                frames.message(message.filedAt(), content));
    }

    /** Returns false if the replay has ended or jumped before the end of the piece. */
    private boolean play(ReplayPiece piece) throws InterruptedException {
        for (ReplayPiece.Event event : piece.events()) {
            skipTo(event.at());
            if (!clock.await(event.at())) {
                return false;
            }
            position = event.at();
            offer(event.unit(), event.json());
        }
        return true;
    }

    /** Cuts a long pause, once the replay is not paused itself. */
    private void skipTo(Instant next) throws InterruptedException {
        if (order.skipGaps() != null
                && Duration.between(position, next).compareTo(order.skipGaps()) > 0
                && clock.await(position)
                && next.isAfter(clock.now())) {
            Instant from = clock.now();
            clock.set(next);
            offer(0, frames.skip(from, next));
        }
    }

    private void offer(long unit, String event) {
        if (!waiting.offer(unit, event)) {
            clock.end();
        }
    }

    /** Waits for the end of the period, and reports it; returns false if the replay has jumped before. */
    private boolean finish() throws InterruptedException {
        skipTo(order.to());
        if (!clock.await(order.to())) {
            return clock.hasEnded();
        }
        while (!clock.hasEnded() && !waiting.isEmpty()) {
            if (!waiting.flush()) {
                clock.end();
            }
            Thread.sleep(waiting.isEmpty() ? 0 : RETRY.toMillis());
        }
        while (!clock.hasEnded() && target.offer(frames.end(order.to())) == Outcome.NO_ROOM) {
            Thread.sleep(RETRY.toMillis());
        }
        return true;
    }
}
