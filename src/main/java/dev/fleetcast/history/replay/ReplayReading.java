package dev.fleetcast.history.replay;

import dev.fleetcast.history.day.Span;
import dev.fleetcast.history.format.PastMessage;
import dev.fleetcast.history.read.UnitHistory;
import dev.fleetcast.history.read.UnitHistory.Range;
import dev.fleetcast.history.read.UnitHistory.Wanted;
import dev.fleetcast.history.record.HistoryException;
import dev.fleetcast.history.stored.Place;
import dev.fleetcast.memory.Reservation;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Reads the messages of a replay, piece by piece: those of an hour, or as many as there is memory for. Messages are packed
 * by the hour, so each further piece of an hour unpacks it again. For one thread.
 */
final class ReplayReading {

    private static final Duration LATER = Duration.ofSeconds(1);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    /** Where nothing was recorded, it looks further ahead at once. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final UnitHistory history;
    private final Wanted whole;
    private final Reservation memory;
    private final Function<PastMessage, ReplayPiece.Event> events;

    private Instant from;
    private Optional<Place> after = Optional.empty();
    private Duration window = HOUR;

    /** @param events makes the event of a message */
    ReplayReading(
            UnitHistory history, Wanted whole, Reservation memory, Function<PastMessage, ReplayPiece.Event> events) {
        this.history = history;
        this.whole = whole;
        this.memory = memory;
        this.events = events;
        this.from = whole.range().span().from();
    }

    /** Goes on there. */
    void jump(Instant to) {
        from = to;
        after = Optional.empty();
        window = HOUR;
    }

    /** Tries until there is room and the database responds; empty only at the end of the past, or of the replay. */
    ReplayPiece next(BooleanSupplier ended) throws InterruptedException {
        ReplayPiece piece = new ReplayPiece(memory);
        while (!ended.getAsBoolean()
                && piece.isEmpty()
                && from.isBefore(whole.range().span().to())) {
            Instant end = end();
            if (read(piece, end)) {
                goOnAt(end, piece.isEmpty() ? LONGEST : HOUR);
            } else if (piece.isEmpty()) {
                Thread.sleep(LATER.toMillis());
            } else {
                goOnAfter(piece.end());
            }
        }
        return piece;
    }

    /** The end of the next piece: within an hour, or at the end of one. */
    private Instant end() {
        Instant end = from.plus(window);
        Instant hour = end.truncatedTo(ChronoUnit.HOURS);
        Instant next = hour.isAfter(from) ? hour : end;
        Instant last = whole.range().span().to();
        return next.isBefore(last) ? next : last;
    }

    /** Returns true if the piece has everything before that time. */
    private boolean read(ReplayPiece piece, Instant end) {
        boolean[] isFull = {false};
        try {
            Range range = new Range(new Span(from, end), after, Optional.empty());
            history.read(whole.of(range), Instant.now(), (place, message) -> {
                isFull[0] = !piece.add(place, events.apply(message));
                return !isFull[0];
            });
            return !isFull[0];
        } catch (HttpProblem | HistoryException later) {
            return false;
        }
    }

    private void goOnAt(Instant end, Duration longest) {
        Duration doubled = window.multipliedBy(2);
        window = doubled.compareTo(longest) < 0 ? doubled : longest;
        from = end;
        after = Optional.empty();
    }

    /** What follows in the hour takes as much memory. */
    private void goOnAfter(Place place) {
        Duration read = Duration.between(from, place.filedAt());
        Duration most = read.compareTo(HOUR) < 0 ? read : HOUR;
        window = most.compareTo(SHORTEST) < 0 ? SHORTEST : most;
        from = place.filedAt();
        after = Optional.of(place);
    }
}
