package dev.fleetcast.history.day;

import dev.fleetcast.history.trip.Movement;
import dev.fleetcast.history.trip.QuarterHour;
import dev.fleetcast.history.trip.Sheet;
import dev.fleetcast.history.trip.Trip;
import dev.fleetcast.history.trip.TripRules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * The local days of one unit, from its sheets of UTC days.
 *
 * @param days in the unit's time zone
 * @param sheets those that {@link #sheetsOf} names, in their order
 * @param rules by which trips are found
 * @param now the time
 * @param assignments the accepted ones, see {@link QuarterHour#assignment}
 */
public record DaySummaries(
        Days days, Collection<Sheet> sheets, TripRules rules, Instant now, LongPredicate assignments) {

    /**
     * Returns the UTC days of the sheets that may tell of that span, the first and the last: what happens at the end of a
     * day is partly found on the next. A trip that has not ended by then is on a later one.
     */
    public static LocalDate[] sheetsOf(Span span) {
        return new LocalDate[] {utc(span.from()), utc(span.to()).plusDays(1)};
    }

    /** Returns the totals of a day, rounded. */
    public DayTotals totals(LocalDate date) {
        Span day = days.day(date);
        long first = QuarterHour.numberAt(day.from().toEpochMilli());
        long end = QuarterHour.numberAt(day.to().toEpochMilli());
        Movement sum = Movement.NONE;
        LocalDate[] utc = sheetsOf(day);
        for (Sheet sheet : sheets) {
            if (sheet.day().isBefore(utc[0]) || sheet.day().isAfter(utc[1])) {
                continue;
            }
            for (QuarterHour quarter : sheet.quarters()) {
                if (quarter.number() >= first && quarter.number() < end && assignments.test(quarter.assignment())) {
                    sum = sum.plus(quarter.movement());
                }
            }
        }
        int count = (int)
                trips(date).stream().filter(trip -> !trip.isDiscardable(rules)).count();
        return DayTotals.ofDay(sum, count);
    }

    /** Returns the sum of the totals of the period that contains the date. */
    public DayTotals totals(LocalDate date, SummaryPeriod period) {
        return period.days(date).stream().map(this::totals).reduce(DayTotals.NONE, DayTotals::plus);
    }

    /** Returns the trips that begin on that day, in their order. */
    public List<Trip> trips(LocalDate date) {
        Span day = days.day(date);
        List<Trip> found = new ArrayList<>();
        Sheet newest = null;
        for (Sheet sheet : sheets) {
            sheet.trips().stream().filter(trip -> belongsTo(day, trip)).forEach(found::add);
            newest = sheet;
        }
        if (newest != null) {
            newest.openTrip(now.toEpochMilli(), rules)
                    .filter(trip -> belongsTo(day, trip))
                    .ifPresent(found::add);
        }
        return found;
    }

    private boolean belongsTo(Span day, Trip trip) {
        return day.contains(Instant.ofEpochMilli(trip.from().at()))
                && assignments.test(trip.from().assignment());
    }

    private static LocalDate utc(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
