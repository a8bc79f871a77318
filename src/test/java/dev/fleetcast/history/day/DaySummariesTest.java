package dev.fleetcast.history.day;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.history.trip.Ignition;
import dev.fleetcast.history.trip.Movement;
import dev.fleetcast.history.trip.Point;
import dev.fleetcast.history.trip.QuarterHour;
import dev.fleetcast.history.trip.Readings;
import dev.fleetcast.history.trip.Sheet;
import dev.fleetcast.history.trip.TestSheets;
import dev.fleetcast.history.trip.TripRules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Days, weeks and months of units that drive and rest at random, in all time zones. */
class DaySummariesTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final int DAYS = 365;

    @Test
    void daysWeeksAndMonthsAddUpInAllTimeZones() {
        List<Sheet> sheets = TestSheets.of(year(new Random(7)));
        Movement all = sheets.stream()
                .flatMap(sheet -> sheet.quarters().stream())
                .map(QuarterHour::movement)
                .reduce(Movement.NONE, Movement::plus);
        Set<String> zones = new TreeSet<>(ZoneId.getAvailableZoneIds());
        zones.removeIf(zone -> zone.hashCode() % 100 != 0);
        zones.addAll(List.of("America/Santiago", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu"));
        for (String zone : zones) {
            DaySummaries summaries = new DaySummaries(
                    new Days(ZoneId.of(zone)),
                    sheets,
                    TripRules.DEFAULT,
                    Instant.parse("2030-01-01T00:00:00Z"),
                    any -> true);

            assertAddUp(zone, summaries, all);
        }
    }

    private static void assertAddUp(String zone, DaySummaries summaries, Movement all) {
        List<LocalDate> dates =
                FIRST.minusDays(1).datesUntil(FIRST.plusDays(DAYS + 2)).toList();
        DayTotals days = DayTotals.NONE;
        for (LocalDate date : dates) {
            days = days.plus(summaries.totals(date));
        }
        // Every day is rounded by half a metre and half a second at most.
        assertThat(days.meters() * 1_000 - all.millimeters())
                .as(zone)
                .isBetween(-500L * dates.size(), 500L * dates.size());
        assertThat(days.drivingSeconds() * 1_000 - all.drivingMillis())
                .as(zone)
                .isBetween(-500L * dates.size(), 500L * dates.size());
        assertThat(days.trips()).as(zone).isGreaterThan(100);
        for (LocalDate date : List.of(FIRST, LocalDate.of(2026, 3, 29), LocalDate.of(2026, 9, 6))) {
            for (SummaryPeriod period : SummaryPeriod.values()) {
                DayTotals sum = DayTotals.NONE;
                for (LocalDate day = period.first(date); !day.isAfter(period.last(date)); day = day.plusDays(1)) {
                    sum = sum.plus(summaries.totals(day));
                }
                assertThat(summaries.totals(date, period)).as(zone).isEqualTo(sum);
            }
        }
    }

    @Test
    void dayWithoutDataHasZeros() {
        DaySummaries summaries =
                new DaySummaries(new Days(ZoneId.of("UTC")), List.of(), TripRules.DEFAULT, Instant.EPOCH, any -> true);

        assertThat(summaries.totals(FIRST)).isEqualTo(DayTotals.NONE);
        assertThat(summaries.trips(FIRST)).isEmpty();
    }

    @Test
    void tripOverMidnightBelongsToTheDayItStartsInAndItsMovementToBoth() {
        Days berlin = new Days(ZoneId.of("Europe/Berlin"));
        Instant start = Instant.parse("2026-01-31T22:40:00Z");
        List<Point> points = new ArrayList<>();
        for (int minute = 0; minute <= 60; minute += 1) {
            points.add(point(start.plusSeconds(minute * 60L), minute * 1_000, 60));
        }
        DaySummaries summaries = new DaySummaries(
                berlin, TestSheets.of(points), TripRules.DEFAULT, start.plusSeconds(9_000), any -> true);
        LocalDate saturday = LocalDate.of(2026, 1, 31);

        assertThat(summaries.trips(saturday)).hasSize(1);
        assertThat(summaries.trips(saturday.plusDays(1))).isEmpty();
        assertThat(summaries.totals(saturday).meters()).isEqualTo(20_000);
        assertThat(summaries.totals(saturday).drivingSeconds()).isEqualTo(1_200);
        assertThat(summaries.totals(saturday).averageKmh()).isEqualTo(60);
        assertThat(summaries.totals(saturday.plusDays(1)).meters()).isEqualTo(40_000);
        assertThat(summaries.totals(saturday.plusDays(1)).trips()).isZero();
        assertThat(summaries.totals(saturday, SummaryPeriod.WEEKLY).meters()).isEqualTo(60_000);
        assertThat(summaries.totals(saturday, SummaryPeriod.MONTHLY).meters()).isEqualTo(20_000);
    }

    /** A point every ten minutes while driving, and every half hour otherwise. */
    private static List<Point> year(Random random) {
        List<Point> points = new ArrayList<>();
        Instant at = Instant.parse("2026-01-01T00:00:07.3Z");
        double meters = 0;
        while (at.isBefore(Instant.parse("2027-01-01T00:00:00Z"))) {
            int legs = 5 + random.nextInt(10);
            for (int leg = 0; leg < legs; leg++) {
                double kmh = 20 + random.nextInt(120);
                points.add(point(at, meters, kmh));
                at = at.plusMillis(600_000 + random.nextInt(9_000));
                meters += kmh / 6 * 1_000;
            }
            points.add(point(at, meters, 0));
            at = at.plusMillis(1_800_000L * (1 + random.nextInt(60)));
        }
        return points;
    }

    private static Point point(Instant at, double meters, double kmh) {
        return new Point(
                at.toEpochMilli(),
                1,
                0,
                meters / TestSheets.METERS_PER_DEGREE % 180,
                kmh,
                Ignition.ON,
                0,
                Readings.NONE);
    }
}
