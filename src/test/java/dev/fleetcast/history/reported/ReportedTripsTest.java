package dev.fleetcast.history.reported;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.history.day.DaySummaries;
import dev.fleetcast.history.day.Days;
import dev.fleetcast.history.trip.Movement;
import dev.fleetcast.history.trip.StoredSheets;
import dev.fleetcast.history.trip.Trip;
import dev.fleetcast.history.trip.TripRules;
import dev.fleetcast.telemetry.InvalidMessageException;
import dev.fleetcast.telemetry.MessageDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trips that devices have sent. */
class ReportedTripsTest {

    private static final Instant NIGHT = Instant.parse("2026-03-02T23:30:00Z");
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    private final StoredSheets stored = new StoredSheets();

    @Test
    void tripIsAsItWasSent() {
        add(report(NIGHT, NIGHT.plusSeconds(3_600), false, 30));

        Trip trip = stored.trips().get(0);
        assertThat(trip.from().at()).isEqualTo(NIGHT.toEpochMilli());
        assertThat(trip.from().assignment()).isEqualTo(7);
        assertThat(trip.sums().movement())
                .isEqualTo(new Movement(3_000_000, 600_000, 30_000_000, 60_000, 2_000_000, 130));
        assertThat(trip.isActive()).isFalse();
        assertThat(trip.revision()).isEqualTo(1);
    }

    @Test
    void daysShareATripOverMidnightByTimeAndAddUp() {
        add(report(NIGHT, NIGHT.plusSeconds(3_600), false, 30));

        DaySummaries days = new DaySummaries(
                new Days(ZoneOffset.UTC), stored.sheets(), TripRules.DEFAULT, NIGHT, assignment -> assignment == 7);
        assertThat(days.totals(MONDAY).meters()).isEqualTo(15_000);
        assertThat(days.totals(MONDAY).trips()).isEqualTo(1);
        assertThat(days.totals(MONDAY.plusDays(1)).meters()).isEqualTo(15_000);
        assertThat(days.totals(MONDAY.plusDays(1)).trips()).isZero();
        assertThat(days.totals(MONDAY).drivingSeconds()
                        + days.totals(MONDAY.plusDays(1)).drivingSeconds())
                .isEqualTo(3_000);
    }

    @Test
    void furtherReportsOfATripReviseIt() {
        add(report(NIGHT, NIGHT.plusSeconds(600), true, 5));
        assertThat(stored.trips()).singleElement().matches(Trip::isActive);

        add(report(NIGHT, NIGHT.plusSeconds(3_600), false, 30));
        assertThat(stored.trips()).singleElement().matches(trip -> !trip.isActive());
        assertThat(stored.trips().get(0).revision()).isEqualTo(2);

        // The same again, and an older one that comes late.
        add(report(NIGHT, NIGHT.plusSeconds(3_600), false, 30));
        add(report(NIGHT, NIGHT.plusSeconds(1_200), true, 10));
        assertThat(stored.trips()).singleElement().extracting(Trip::revision).isEqualTo(2);
        assertThat(stored.sheets().get(0).quarters()).isEmpty();
    }

    @Test
    void durationsMayBeTextAndEndsMayBeMissing() {
        String text = "{\"message_type\":\"trip\",\"from\":" + place(NIGHT)
                + ",\"to\":null,\"active\":true,\"summary\":{\"gps\":{\"distance_km\":1.5},"
                + "\"durations\":{\"total\":\"00:10:00\",\"driving\":\"00:09:00\",\"idling\":\"00:01:00\"}}}";

        Trip trip = read(text, NIGHT.plusSeconds(900)).orElseThrow();

        assertThat(trip.to().at() - trip.from().at()).isEqualTo(600_000);
        assertThat(trip.sums().movement().drivingMillis()).isEqualTo(540_000);
        assertThat(trip.sums().movement().idlingMillis()).isEqualTo(60_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message_type\":\"trip\"}",
                "{\"message_type\":\"trip\",\"from\":{\"gps\":{\"timestamp\":\"2026-03-02T23:30:00Z\"}}}",
                "{\"message_type\":\"trip\",\"from\":{\"gps\":{\"timestamp\":\"yesterday\",\"latitude\":1,\"longitude\":1}}}",
                "{\"message_type\":\"trip\",\"from\":{\"gps\":{\"timestamp\":\"0001-03-02T23:30:00Z\",\"latitude\":1,\"longitude\":1}}}",
                "{\"message_type\":\"trip\",\"from\":{\"gps\":{\"timestamp\":\"2026-03-02T23:30:00Z\",\"latitude\":91,\"longitude\":1}}}",
                "{\"message_type\":\"daily\",\"from\":{\"gps\":{\"timestamp\":\"2026-03-02T23:30:00Z\",\"latitude\":1,\"longitude\":1}}}"
            })
    void messagesWithoutABeginningAreNoTrips(String json) {
        assertThat(read(json, NIGHT.plusSeconds(900))).isEmpty();
    }

    @Test
    void senderDecidesWhatIsDiscardable() {
        String json = report(NIGHT, NIGHT.plusSeconds(3_600), false, 30);

        assertThat(read(json, NIGHT.plusSeconds(3_700)).orElseThrow().isDiscardable(TripRules.DEFAULT))
                .isFalse();
        assertThat(read(json.replace("\"active\"", "\"discardable\":true,\"active\""), NIGHT.plusSeconds(3_700))
                        .orElseThrow()
                        .isDiscardable(TripRules.DEFAULT))
                .isTrue();
    }

    private void add(String json) {
        stored.put(new ReportedTrips(stored)
                .add(List.of(read(json, NIGHT.plusSeconds(3_700)).orElseThrow())));
    }

    private static Optional<Trip> read(String json, Instant filedAt) {
        try {
            return ReportReader.trip(new MessageDecoder().decode(json.getBytes(StandardCharsets.UTF_8)), filedAt, 7);
        } catch (InvalidMessageException invalid) {
            throw new IllegalArgumentException(invalid);
        }
    }

    private static String report(Instant from, Instant to, boolean active, int kilometers) {
        return "{\"message_type\":\"trip\",\"active\":" + active + ",\"from\":" + place(from) + ",\"to\":" + place(to)
                + ",\"summary\":{\"gps\":{\"distance_km\":" + kilometers
                + ",\"speed\":{\"min\":0,\"max\":130,\"avg\":36}},"
                + "\"durations\":{\"driving_secs\":3000,\"idling_secs\":600,\"speeding_secs\":60},"
                + "\"distances\":{\"speeding_km\":2}}}";
    }

    private static String place(Instant at) {
        return "{\"message_type\":\"gps\",\"gps\":{\"timestamp\":\"" + at + "\",\"latitude\":30,\"longitude\":-97}}";
    }
}
