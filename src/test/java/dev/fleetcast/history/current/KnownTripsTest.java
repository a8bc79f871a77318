package dev.fleetcast.history.current;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.TestFleet;
import dev.fleetcast.history.trip.CurrentTrips;
import dev.fleetcast.history.trip.CurrentTrips.Active;
import dev.fleetcast.history.trip.Movement;
import dev.fleetcast.history.trip.TripRules;
import dev.fleetcast.history.trip.TripStart;
import dev.fleetcast.telemetry.InvalidMessageException;
import dev.fleetcast.telemetry.LastKnownPositions.Timeliness;
import dev.fleetcast.telemetry.MessageDecoder;
import dev.fleetcast.telemetry.TelemetryMessage;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.TestMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What live messages say of trips. The unit's zone is America/Chicago, six hours behind UTC. */
class KnownTripsTest {

    private static final Instant NOON = Instant.parse("2026-02-16T18:00:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-02-17T06:00:00Z");
    private static final Movement TEN_MINUTES = new Movement(600_000, 60_000, 12_000_000, 5_000, 0, 88.25);

    private final FleetUnit unit = TestFleet.unit(1, "359568052512345", null);
    private long nanos = 1;
    private final KnownTrips known = new KnownTrips(TestFleet.directory(unit), TripRules.DEFAULT, () -> nanos);

    @Test
    void unitOfWhichNothingIsPublishedTellsNothing() {
        assertThat(told(NOON)).doesNotContain("day_trip_no", "active_trip");
    }

    @Test
    void messagesWithinTheActiveTripShowHowFarItHasCome() {
        publish(NOON, List.of(NOON.minusSeconds(7_200)), active(NOON.minusSeconds(660), false));

        ObjectNode message = message(NOON.plusSeconds(1));
        assertThat(message.path("day_trip_no").asInt()).isEqualTo(2);
        assertThat(message.path("active_trip").toString())
                .isEqualTo("{\"distance_km\":12.000,\"max_speed\":88.3,\"avg_speed\":72.0,\"start_address\":null,"
                        + "\"started_at\":\"2026-02-16T11:49:00-06:00\",\"durations\":{\"total\":\"00:11:00\","
                        + "\"driving\":\"00:10:00\",\"idling\":\"00:01:00\",\"engine\":\"00:11:00\","
                        + "\"speeding\":\"00:00:05\"}}");
    }

    @Test
    void unitThatStandsHasNoActiveTrip() {
        publish(NOON, List.of(NOON.minusSeconds(7_200)), null);

        ObjectNode message = message(NOON.plusSeconds(1));
        assertThat(message.path("day_trip_no").asInt()).isEqualTo(1);
        assertThat(message.get("active_trip").isNull()).isTrue();
    }

    @Test
    void numbersBeginAgainWithTheLocalDay() {
        publish(
                MIDNIGHT.minusSeconds(1),
                List.of(NOON, MIDNIGHT.minusSeconds(7_200)),
                active(MIDNIGHT.minusSeconds(600), false));

        assertThat(message(MIDNIGHT.minusSeconds(1)).path("day_trip_no").asInt())
                .isEqualTo(3);
        ObjectNode next = message(MIDNIGHT);
        assertThat(next.path("day_trip_no").asInt(-1)).isZero();
        assertThat(next.path("active_trip").path("started_at").asText()).isEqualTo("2026-02-16T23:50:00-06:00");
    }

    @Test
    void tripHasEndedAfterAGapAndCountsUnlessItIsDiscardable() {
        publish(NOON, List.of(), active(NOON.minusSeconds(600), false));
        ObjectNode later = message(NOON.plusSeconds(3_601));
        assertThat(later.get("active_trip").isNull()).isTrue();
        assertThat(later.path("day_trip_no").asInt()).isEqualTo(1);

        publish(NOON, List.of(), active(NOON.minusSeconds(600), true));
        assertThat(message(NOON.plusSeconds(3_601)).path("day_trip_no").asInt(-1))
                .isZero();
        assertThat(message(NOON.plusSeconds(3_600)).path("day_trip_no").asInt()).isEqualTo(1);
    }

    @Test
    void whatWasBeforeTheNewestPointIsKnownWithinTheActiveTripOnly() {
        publish(NOON, List.of(), active(NOON.minusSeconds(600), false));

        assertThat(told(NOON.minusSeconds(600))).contains("active_trip");
        assertThat(told(NOON.minusSeconds(601))).doesNotContain("active_trip", "day_trip_no");
    }

    @Test
    void nothingIsKnownWhileTheRecorderIsBehind() {
        publish(NOON, List.of(), null);

        assertThat(told(NOON.plusSeconds(10))).contains("active_trip");
        nanos += Duration.ofSeconds(29).toNanos();
        assertThat(told(NOON.plusSeconds(39))).contains("active_trip");
        nanos += Duration.ofSeconds(2).toNanos();
        assertThat(told(NOON.plusSeconds(41))).doesNotContain("active_trip");

        // It records again, but not yet what came first.
        publish(NOON.plusSeconds(9), List.of(), null);
        assertThat(told(NOON.plusSeconds(42))).doesNotContain("active_trip");
        publish(NOON.plusSeconds(10), List.of(), null);
        assertThat(told(NOON.plusSeconds(43))).contains("active_trip");
    }

    @Test
    void parkedUnitIsNotOneWhoseRecorderIsBehind() {
        publish(NOON, List.of(), null);

        nanos += Duration.ofHours(9).toNanos();

        assertThat(told(NOON.plus(Duration.ofHours(9)))).contains("active_trip");
    }

    @Test
    void olderStateOfAnotherRecorderChangesNothing() {
        publish(NOON, List.of(NOON.minusSeconds(900)), null);
        publish(NOON.minusSeconds(60), List.of(), active(NOON.minusSeconds(900), false));

        assertThat(message(NOON).get("active_trip").isNull()).isTrue();
    }

    @Test
    void tripsOfAFormerOwnerAreNotTold() {
        OwnedTrips trips = OwnedTrips.of(
                new CurrentTrips(
                        NOON.toEpochMilli(),
                        List.of(new TripStart(NOON.minusSeconds(7_200).toEpochMilli(), 7)),
                        active(NOON.minusSeconds(600), false)),
                1,
                Set.of(5L, 7L));
        known.put(unit.id(), trips);

        assertThat(message(NOON).path("day_trip_no").asInt(-1)).isZero();
        assertThat(message(NOON).get("active_trip").isNull()).isTrue();

        known.put(unit.id(), new OwnedTrips(2, NOON.plusSeconds(1).toEpochMilli(), List.of(), null));
        assertThat(told(NOON.plusSeconds(2))).doesNotContain("active_trip", "day_trip_no");
    }

    @Test
    void whatTheSenderTellsIsKept() {
        publish(NOON, List.of(), null);
        TelemetryMessage message = decoded(TestMessage.gps().fixedAt(NOON).with("day_trip_no", "8"));

        known.addTo(message, unit, Timeliness.IN_TIME, NOON);

        assertThat(message.tree().path("day_trip_no").asInt()).isEqualTo(8);
    }

    private void publish(Instant at, List<Instant> starts, Active active) {
        List<TripStart> ended = starts.stream()
                .map(start -> new TripStart(start.toEpochMilli(), 5))
                .toList();
        known.put(new UnitId(1), OwnedTrips.of(new CurrentTrips(at.toEpochMilli(), ended, active), 1, Set.of()));
    }

    private static Active active(Instant start, boolean discardable) {
        return new Active(new TripStart(start.toEpochMilli(), 5), TEN_MINUTES, discardable);
    }

    private Iterable<String> told(Instant time) {
        ObjectNode message = message(time);
        return message::fieldNames;
    }

    private ObjectNode message(Instant time) {
        TelemetryMessage message = decoded(TestMessage.gps().fixedAt(time));
        known.addTo(message, unit, Timeliness.IN_TIME, time);
        return message.tree();
    }

    private static TelemetryMessage decoded(TestMessage message) {
        try {
            return new MessageDecoder().decode(message.bytes());
        } catch (InvalidMessageException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
