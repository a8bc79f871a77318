package dev.fleetcast.history.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.history.day.Span;
import dev.fleetcast.history.format.PastMessage;
import dev.fleetcast.history.read.UnitHistory;
import dev.fleetcast.history.read.UnitHistory.Wanted;
import dev.fleetcast.stream.spi.ReplayTarget;
import dev.fleetcast.stream.spi.ReplayTarget.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;

/**
 * Replays past messages of several units on one clock, on a thread of its own. Reads piece by piece: a pause keeps no
 * connection. For a client that does not take everything it keeps the newest message of each unit.
 */
final class Replay implements Runnable {

    private static final Duration RETRY = Duration.ofMillis(50);

    private final ReplayOrder order;
    private final ReplayReading reading;
    private final ReplayTarget target;
    private final ReplayFrames frames;
    private final ReplayClock clock;
    private final ReplayQueue waiting;

    private Instant position;

    Replay(
            ReplayOrder order,
            UnitHistory history,
            LongPredicate placements,
            LongFunction<ZoneId> zones,
            ReplayTarget target,
            ReplayMemory budget) {
        this.order = order;
        this.target = target;
        this.frames = new ReplayFrames(order.id(), target.envelope());
        Wanted wanted = Wanted.messages(
                budget.user(), order.units(), zones, new Span(order.from(), order.to()), placements, any -> true);
        this.reading = new ReplayReading(history, wanted, budget.forPieces(), this::event);
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
            while (!clock.hasEnded()) {
                boolean over;
                try (ReplayPiece piece = reading.next(clock::hasEnded)) {
                    over = piece.isEmpty();
                    play(piece);
                }
                Instant jump = clock.takeJump();
                if (jump != null) {
                    reading.jump(jump);
                    position = jump;
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

    private ReplayPiece.Event event(PastMessage message) {
        ObjectNode content = message.content();
        return new ReplayPiece.Event(
                message.filedAt(),
                content.path("device").path("id").asLong(),
                frames.message(message.filedAt(), content));
    }

    /** Plays until the end of the piece, or until the replay has ended or jumped. */
    private void play(ReplayPiece piece) throws InterruptedException {
        for (int block = 0; block < piece.blocks(); block++) {
            for (ReplayPiece.Event event : piece.block(block)) {
                skipTo(event.at());
                if (!clock.await(event.at())) {
                    return;
                }
                position = event.at();
                offer(event.unit(), event.json());
            }
        }
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
