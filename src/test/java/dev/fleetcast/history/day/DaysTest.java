package dev.fleetcast.history.day;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaysTest {

    private static final Days BERLIN = new Days(ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-29, 23",
        "Europe/Berlin, 2026-10-25, 25",
        "Europe/Berlin, 2026-06-01, 24",
        // Without a midnight: clocks go from 24:00 to 01:00.
        "America/Santiago, 2026-09-06, 23",
        // Its last hour happens twice.
        "America/Santiago, 2026-04-04, 25",
        // Went to the other side of the date line, without this day.
        "Pacific/Apia, 2011-12-30, 0",
        "Australia/Lord_Howe, 2026-04-05, 24.5"
    })
    void dayLastsToTheNextDate(String zone, LocalDate date, double hours) {
        Days days = new Days(ZoneId.of(zone));

        assertThat(days.day(date).length()).isEqualTo(Duration.ofMinutes((long) (hours * 60)));
        assertThat(days.day(date).to()).isEqualTo(days.day(date.plusDays(1)).from());
    }

    @Test
    void dayWithoutMidnightBeginsAtOne() {
        Days days = new Days(ZoneId.of("America/Santiago"));

        Span day = days.day(LocalDate.of(2026, 9, 6));

        assertThat(day.from().atZone(days.zone()).toLocalTime()).isEqualTo(LocalTime.of(1, 0));
        assertThat(days.date(day.from())).isEqualTo(LocalDate.of(2026, 9, 6));
        assertThat(days.date(day.from().minusMillis(1))).isEqualTo(LocalDate.of(2026, 9, 5));
    }

    @Test
    void partOfADayIncludesItsLastSecond() {
        Span part = BERLIN.part(LocalDate.of(2026, 6, 1), LocalTime.of(8, 0), LocalTime.of(9, 30, 15));

        assertThat(part.from()).isEqualTo("2026-06-01T06:00:00Z");
        assertThat(part.contains(Instant.parse("2026-06-01T07:30:15.999Z"))).isTrue();
        assertThat(part.to()).isEqualTo("2026-06-01T07:30:16Z");
    }

    @Test
    void earlierToMeansTheNextDay() {
        Span night = BERLIN.part(LocalDate.of(2026, 6, 1), LocalTime.of(22, 0), LocalTime.of(6, 0));

        assertThat(night.from()).isEqualTo("2026-06-01T20:00:00Z");
        assertThat(night.to()).isEqualTo("2026-06-02T04:00:01Z");
    }

    @Test
    void timeThatDoesNotExistIsTheInstantOfTheChange() {
        LocalDate date = LocalDate.of(2026, 3, 29);

        assertThat(BERLIN.part(date, LocalTime.of(2, 30), LocalTime.of(4, 0)).from())
                .isEqualTo("2026-03-29T01:00:00Z");
        assertThat(BERLIN.part(date, LocalTime.of(1, 0), LocalTime.of(2, 30)).to())
                .isEqualTo("2026-03-29T01:00:01Z");
    }

    @Test
    void timeThatExistsTwiceIsTheEarlierAsFromAndTheLaterAsTo() {
        LocalDate date = LocalDate.of(2026, 10, 25);

        Span hour = BERLIN.part(date, LocalTime.of(2, 30), LocalTime.of(2, 30));

        assertThat(hour.from()).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(hour.to()).isEqualTo("2026-10-25T01:30:01Z");
    }

    @Test
    void periodThatEndsBeforeItBeginsIsEmpty() {
        LocalDateTime noon = LocalDate.of(2026, 6, 1).atTime(12, 0);

        assertThat(BERLIN.period(noon, noon.minusDays(1)).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "DAILY, 2026-02-11, 2026-02-11, 2026-02-11",
        "WEEKLY, 2026-02-11, 2026-02-09, 2026-02-15",
        "WEEKLY, 2026-02-09, 2026-02-09, 2026-02-15",
        "WEEKLY, 2026-02-15, 2026-02-09, 2026-02-15",
        "MONTHLY, 2028-02-11, 2028-02-01, 2028-02-29",
        // A week over the end of a month.
        "WEEKLY, 2026-07-01, 2026-06-29, 2026-07-05"
    })
    void periodContainsTheDate(SummaryPeriod period, LocalDate date, LocalDate first, LocalDate last) {
        assertThat(period.first(date)).isEqualTo(first);
        assertThat(period.last(date)).isEqualTo(last);
        assertThat(period.days(date)).startsWith(first).endsWith(last).contains(date);
    }
}
