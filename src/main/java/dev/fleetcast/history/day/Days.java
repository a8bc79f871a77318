package dev.fleetcast.history.day;

import dev.fleetcast.threading.ThreadSafe;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;

/**
 * Local dates and times of a time zone as instants. A day lasts from the first instant of its date to the first instant
 * of the next: 23 or 25 hours when clocks change, and it need not begin at midnight. Immutable.
 */
@ThreadSafe
public record Days(ZoneId zone) {

    /** Returns the day; empty for a date that the zone skipped. */
    public Span day(LocalDate date) {
        return new Span(start(date), start(date.plusDays(1)));
    }

    /** Returns the days from the first to the last, both included, as one span. */
    public Span days(LocalDate first, LocalDate last) {
        return new Span(start(first), start(last.plusDays(1)));
    }

    /** The date at an instant. */
    public LocalDate date(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    /** Returns part of a day; a {@code to} before {@code from} means the next day. */
    public Span part(LocalDate date, LocalTime from, LocalTime to) {
        return period(date.atTime(from), (to.isBefore(from) ? date.plusDays(1) : date).atTime(to));
    }

    /**
     * Returns a span between local times. A time that does not exist is the instant of the change; one that exists twice
     * is the earlier one as {@code from} and the later one as {@code to}.
     *
     * @param to its whole second is included; before {@code from}, the span is empty
     */
    public Span period(LocalDateTime from, LocalDateTime to) {
        Instant begin = instant(from, false);
        Instant end = instant(to.withNano(0), true).plusSeconds(1);
        return new Span(begin, end.isBefore(begin) ? begin : end);
    }

    private Instant start(LocalDate date) {
        return instant(date.atStartOfDay(), false);
    }

    private Instant instant(LocalDateTime local, boolean later) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            ZoneOffsetTransition change = zone.getRules().getTransition(local);
            return change.getInstant();
        }
        return local.toInstant(offsets.get(later ? offsets.size() - 1 : 0));
    }
}
