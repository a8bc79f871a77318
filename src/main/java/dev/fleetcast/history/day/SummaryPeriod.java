package dev.fleetcast.history.day;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The periods of summaries. */
public enum SummaryPeriod {
    /** One day. */
    DAILY,
    /** From Monday to Sunday. */
    WEEKLY,
    /** A calendar month. */
    MONTHLY;

    /** Reads {@code daily}, {@code weekly} or {@code monthly}. */
    public static Optional<SummaryPeriod> of(String name) {
        for (SummaryPeriod period : values()) {
            if (period.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(period);
            }
        }
        return Optional.empty();
    }

    /** The first day of the period that contains the date. */
    public LocalDate first(LocalDate date) {
        return switch (this) {
            case DAILY -> date;
            case WEEKLY -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTHLY -> date.withDayOfMonth(1);
        };
    }

    /** The last day of the period that contains the date. */
    public LocalDate last(LocalDate date) {
        return switch (this) {
            case DAILY -> date;
            case WEEKLY -> date.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
            case MONTHLY -> date.with(TemporalAdjusters.lastDayOfMonth());
        };
    }

    /** The days of the period that contains the date. */
    public List<LocalDate> days(LocalDate date) {
        return first(date).datesUntil(last(date).plusDays(1)).toList();
    }
}
