package dev.fleetcast.history.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.history.day.Span;
import dev.fleetcast.history.format.PastMessage;
import dev.fleetcast.history.read.UnitHistory;
import dev.fleetcast.history.read.UnitHistory.Wanted;
import dev.fleetcast.history.record.Place;
import dev.fleetcast.stream.spi.ReplayTarget;
import dev.fleetcast.stream.spi.ReplayTarget.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;

/**
 * Replays past messages of several units on one clock, on a thread of its own. Reads piece by piece: a pause keeps no
 * connection. For a client that does not take everything it keeps the newest message of each unit.
 */
final class Replay implements Runnable {

    private static final int PIECE = 100;
    private static final Duration RETRY = Duration.ofMillis(50);

    private final ReplayOrder order;
    private final UnitHistory history;
    private final LongPredicate placements;
    private final LongFunction<ZoneId> zones;
    private final ReplayTarget target;
    private final ReplayFrames frames;
    private final ReplayClock clock;
    /** The newest event of each unit that the client had no room for. */
    private final Map<Long, String> waiting = new LinkedHashMap<>();

    private Instant position;

    Replay(
            ReplayOrder order,
            UnitHistory history,
            LongPredicate placements,
            LongFunction<ZoneId> zones,
            ReplayTarget target) {
        this.order = order;
        this.history = history;
        this.placements = placements;
        this.zones = zones;
        this.target = target;
        this.frames = new ReplayFrames(order.id(), target.envelope());
        this.clock = new ReplayClock(order.from(), order.speed());
        this.position = order.from();
    }

    ReplayClock clock() {
        return clock;
    }

    private record Past(Place place, PastMessage message) {}

    @Override
    public void run() {
        try {
            Optional<Place> after = Optional.empty();
            Instant from = order.from();
            while (!clock.hasEnded()) {
                List<Past> piece = read(from, after);
                Optional<Place> reached = piece.isEmpty() ? Optional.empty() : play(piece);
                Instant jump = clock.takeJump();
                if (jump != null) {
                    from = jump;
                    position = jump;
                    after = Optional.empty();
                } else if (reached.isPresent()) {
                    after = reached;
                } else if (piece.isEmpty() && finish()) {
                    return;
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            clock.end();
        }
    }

    private List<Past> read(Instant from, Optional<Place> after) {
        List<Past> piece = new ArrayList<>();
        Wanted wanted = new Wanted(
                order.units(),
                zones,
                new Span(from, order.to()),
                after,
                Optional.empty(),
                false,
                Optional.empty(),
                placements);
        history.read(wanted, Instant.now(), (place, message) -> {
            piece.add(new Past(place, message));
            return piece.size() < PIECE;
        });
        return piece;
    }

    /** Returns the place behind the piece; empty if the replay has ended or jumped before. */
    private Optional<Place> play(List<Past> piece) throws InterruptedException {
        for (Past past : piece) {
            Instant at = past.message().filedAt();
            skipTo(at);
            if (!clock.await(at)) {
                return Optional.empty();
            }
            position = at;
            ObjectNode content = past.message().content();
            offer(content.path("device").path("id").asLong(), frames.message(at, content));
        }
        return Optional.of(piece.get(piece.size() - 1).place());
    }

    private void skipTo(Instant next) {
        if (order.skipGaps() != null
                && Duration.between(position, next).compareTo(order.skipGaps()) > 0
                && next.isAfter(clock.now())) {
            Instant from = clock.now();
            clock.set(next);
            offer(0, frames.skip(from, next));
        }
    }

    /** Sends what waits, then this; a unit's newer message replaces the one that waits. */
    private void offer(long unit, String event) {
        waiting.remove(unit);
        waiting.put(unit, event);
        flush();
    }

    private void flush() {
        var events = waiting.values().iterator();
        while (events.hasNext()) {
            Outcome outcome = target.offer(events.next());
            if (outcome == Outcome.ENDED) {
                clock.end();
                return;
            }
            if (outcome == Outcome.NO_ROOM) {
                return;
            }
            events.remove();
        }
    }

    /** Waits for the end of the period, and reports it; returns false if the replay has jumped before. */
    private boolean finish() throws InterruptedException {
        if (order.skipGaps() == null && !clock.await(order.to())) {
            return clock.hasEnded();
        }
        while (!clock.hasEnded() && !waiting.isEmpty()) {
            flush();
            Thread.sleep(waiting.isEmpty() ? 0 : RETRY.toMillis());
        }
        while (!clock.hasEnded() && target.offer(frames.end(order.to())) == Outcome.NO_ROOM) {
            Thread.sleep(RETRY.toMillis());
        }
        return true;
    }
}
