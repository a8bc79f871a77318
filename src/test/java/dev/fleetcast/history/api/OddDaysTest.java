package dev.fleetcast.history.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Days that are not like others, and devices that are not as they should be, over HTTP. */
@QuarkusTest
@TestProfile(Recorded.class)
class OddDaysTest {

    private static final String BERLIN = "Europe/Berlin";

    @Inject
    PastUnit.Creation units;

    @Test
    void dayOf23Hours() {
        PastUnit unit = unit(BERLIN);
        unit.makes(Journey.from("2025-03-29T20:30:00Z").stand(26 * 60));

        List<Instant> day = unit.messages("date/2025-03-30");

        assertThat(day).hasSize(23 * 60).startsWith(Instant.parse("2025-03-29T23:00:00Z"));
        assertThat(day).endsWith(Instant.parse("2025-03-30T21:59:00Z"));
        // From 02:00 to 03:00 there is no time: it is the instant of the change.
        assertThat(unit.messages("date/2025-03-30/from/02:30:00/to/03:01:00"))
                .containsExactly(Instant.parse("2025-03-30T01:00:00Z"), Instant.parse("2025-03-30T01:01:00Z"));
        assertThat(unit.messages("date/2025-03-30/from/01:59:00/to/02:30:00"))
                .containsExactly(Instant.parse("2025-03-30T00:59:00Z"), Instant.parse("2025-03-30T01:00:00Z"));
        assertThat(unit.days("2025-03-30", "2025-03-30").getString("data[0].summary.durations.idling"))
                .as("with the engine on")
                .isEqualTo("23:00:00");
    }

    @Test
    void dayOf25Hours() {
        PastUnit unit = unit(BERLIN);
        unit.makes(Journey.from("2025-10-25T20:30:00Z").stand(28 * 60));

        List<Instant> day = unit.messages("date/2025-10-26");

        assertThat(day).hasSize(25 * 60).startsWith(Instant.parse("2025-10-25T22:00:00Z"));
        assertThat(day).endsWith(Instant.parse("2025-10-26T22:59:00Z"));
        // 02:30 happens twice.
        assertThat(unit.messages("date/2025-10-26/from/02:30:00/to/02:30:00"))
                .hasSize(61)
                .startsWith(Instant.parse("2025-10-26T00:30:00Z"))
                .endsWith(Instant.parse("2025-10-26T01:30:00Z"));
        assertThat(unit.days("2025-10-26", "2025-10-26").getString("data[0].summary.durations.idling"))
                .isEqualTo("25:00:00");
    }

    @Test
    void dayWithoutMidnight() {
        PastUnit unit = unit("America/Santiago");
        unit.makes(Journey.from("2025-09-07T03:00:00Z").drive(120).stand(26 * 60));

        List<Instant> day = unit.messages("date/2025-09-07");

        assertThat(day).hasSize(23 * 60).startsWith(Instant.parse("2025-09-07T04:00:00Z"));
        assertThat(day).endsWith(Instant.parse("2025-09-08T02:59:00Z"));
        assertThat(unit.get("telemetry/unit/" + unit.id + "/date/2025-09-07").getString("data[0].gps.local_time"))
                .isEqualTo("2025-09-07T01:00:00-03:00");
        assertThat(unit.messages("date/2025-09-07/from/00:00:00/to/00:30:00"))
                .containsExactly(Instant.parse("2025-09-07T04:00:00Z"));
        // Driving over the midnight that does not exist.
        assertThat(unit.trips("2025-09-06").getList("data")).hasSize(1);
        assertThat(unit.trips("2025-09-07").getList("data")).isEmpty();
        assertThat(unit.days("2025-09-06", "2025-09-07").getList("data.summary.gps.distance_km", Double.class))
                .containsExactly(60.0, 60.0);
    }

    /** From Sunday, 31 August, to Monday, 1 September. */
    @Test
    void tripOverMidnightAndTheEndsOfAWeekAndAMonth() {
        PastUnit unit = unit(BERLIN);
        unit.makes(Journey.from("2025-08-31T21:30:00Z").drive(60).stand(10));
        unit.makes(Journey.from("2025-09-04T10:00:00Z").drive(15).stand(10));

        JsonPath trips = unit.trips("2025-08-31");
        assertThat(trips.getList("data")).hasSize(1);
        assertThat(trips.getString("data[0].summary.durations.driving")).isEqualTo("01:00:00");
        assertThat(trips.getString("data[0].explain.ended")).isEqualTo("standing");
        assertThat(unit.trips("2025-09-01").getList("data")).isEmpty();
        JsonPath days = unit.days("2025-08-25", "2025-09-30");
        assertThat(days.getList("data.trip_count", Integer.class).stream().mapToInt(Integer::intValue))
                .hasSize(37)
                .filteredOn(count -> count > 0)
                .hasSize(2);
        List<Double> kilometers = days.getList("data.summary.gps.distance_km", Double.class);
        assertThat(kilometers.get(6)).isEqualTo(30);
        assertThat(kilometers.get(7)).isEqualTo(30);
        assertThat(unit.kilometers("2025-08-31", "daily")).isEqualTo(30);
        assertThat(unit.kilometers("2025-08-25", "weekly")).isEqualTo(sum(kilometers.subList(0, 7)));
        assertThat(unit.kilometers("2025-09-07", "weekly")).isEqualTo(sum(kilometers.subList(7, 14)));
        assertThat(unit.kilometers("2025-08-01", "monthly")).isEqualTo(30);
        assertThat(unit.kilometers("2025-09-30", "monthly")).isEqualTo(sum(kilometers.subList(7, 37)));
    }

    @Test
    void lateStopSplitsATripInTwo() {
        PastUnit unit = unit(BERLIN);
        unit.makes(Journey.from("2025-05-06T10:00:00Z")
                .drive(20)
                .silence(30, 10_000)
                .drive(20)
                .stand(10));
        assertThat(unit.trips("2025-05-06").getList("data")).hasSize(1);
        int revision = unit.trips("2025-05-06").getInt("data[0].revision");

        unit.makes(Journey.from("2025-05-06T10:20:30Z", 20_000).stand(28));

        JsonPath trips = unit.trips("2025-05-06");
        assertThat(trips.getList("data.explain.ended")).containsExactly("standing", "standing");
        assertThat(trips.getList("data.revision", Integer.class)).allMatch(next -> next > revision);
        assertThat(trips.getString("data[0].from.gps.timestamp")).isEqualTo("2025-05-06T10:00:00Z");
        assertThat(unit.days("2025-05-06", "2025-05-06").getInt("data[0].trip_count"))
                .isEqualTo(2);
    }

    @Test
    void parkedVehicleDrivesNothingByDrift() {
        PastUnit unit = unit(BERLIN);
        unit.makes(Journey.from("2025-05-06T08:00:00Z")
                .ignition("off")
                .drift(240, 4.8)
                .drift(60, 12));

        assertThat(unit.get("trips/unit/" + unit.id + "/date/2025-05-06/all?discardable=true")
                        .getList("data"))
                .isEmpty();
        assertThat(unit.kilometers("2025-05-06", "daily")).isZero();
        assertThat(unit.get("trips/telemetry/unit/" + unit.id + "/date/2025-05-06")
                        .getList("data"))
                .isEmpty();
    }

    @Test
    void spikesAndBrokenClocksChangeNoDistance() {
        PastUnit unit = unit(BERLIN);
        unit.makes(Journey.from("2025-05-06T10:00:00Z")
                .drive(10)
                .spike(80_000)
                .drive(10)
                .clock(null)
                .clock("2005-09-21T10:20:00Z")
                .clock("2099-01-01T00:00:00Z")
                .silence(-3)
                .drive(10)
                .stand(10));

        JsonPath trips = unit.trips("2025-05-06");
        assertThat(trips.getList("data")).hasSize(1);
        assertThat(trips.getDouble("data[0].summary.gps.distance_km")).isEqualTo(30, within(0.002));
        // Filed under the time of the gateway.
        assertThat(unit.get("telemetry/unit/" + unit.id + "/date/2025-05-06/from/12:20:00/to/12:22:59")
                        .getList("data.timestamp"))
                .filteredOn(time -> time != null)
                .containsExactly("2025-05-06T10:20:00Z", "2025-05-06T10:21:00Z", "2025-05-06T10:22:00Z");
    }

    @Test
    void silenceOfMoreThanAnHourEndsATrip() {
        PastUnit unit = unit(BERLIN);
        unit.makes(Journey.from("2025-05-06T10:00:00Z").drive(20).silence(61).drive(20));

        JsonPath trips = unit.trips("2025-05-06");
        assertThat(trips.getList("data.explain.ended")).containsExactly("gap", "no_data");
        assertThat(trips.getList("data.explain.began")).containsExactly("first_data", "after_gap");
        assertThat(trips.getList("data.active")).containsExactly(false, false);
        assertThat(trips.getList("data.summary.gps.distance_km", Double.class)).containsExactly(19.0, 19.0);
    }

    @Test
    void unitThatChangesItsVehicleLeavesThePastWithTheFirst() {
        PastUnit unit = unit(BERLIN);
        long first = unit.putIntoNewVehicle();
        unit.makes(Journey.from("2025-05-06T10:00:00Z").drive(20).stand(10));
        unit.takeOutOf(first);
        long second = unit.putIntoNewVehicle();
        unit.makes(Journey.from("2025-05-06T12:00:00Z", 20_000).drive(30).stand(10));

        assertThat(unit.get("telemetry/vehicle/" + first + "/primary/date/2025-05-06")
                        .getList("data.vehicle.id", Long.class))
                .hasSize(30)
                .containsOnly(first);
        assertThat(unit.get("telemetry/vehicle/" + second + "/primary/date/2025-05-06")
                        .getList("data.vehicle.id", Long.class))
                .hasSize(40)
                .containsOnly(second);
        assertThat(unit.messages("date/2025-05-06")).hasSize(70);
        assertThat(kilometers(unit, first)).isEqualTo(20);
        assertThat(kilometers(unit, second)).isEqualTo(30);
        assertThat(unit.kilometers("2025-05-06", "daily")).isEqualTo(50);
        assertThat(unit.get("trips/vehicle/" + second + "/primary/date/2025-05-06/all")
                        .getList("data.from.vehicle.id", Long.class))
                .containsExactly(second);
        assertThat(unit.get("summary/vehicles/trip-count/by-client/" + unit.client + "/date/2025-05-06/period/daily")
                        .getList("data"))
                .singleElement()
                .hasFieldOrPropertyWithValue("vehicle_id", (int) second)
                .hasFieldOrPropertyWithValue("trip_count", 1);
    }

    private static double kilometers(PastUnit unit, long vehicle) {
        return unit.get("summary/vehicle/" + vehicle + "/primary/from/2025-05-06/to/2025-05-06")
                .getDouble("data[0].summary.gps.distance_km");
    }

    private static double sum(List<Double> kilometers) {
        return Math.round(kilometers.stream().mapToDouble(Double::doubleValue).sum() * 1_000) / 1_000.0;
    }

    private PastUnit unit(String zone) {
        return units.in(ZoneId.of(zone));
    }
}
