package dev.fleetcast.history.trip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules, one by one. */
class TripRulesTest {

    private static final String NOON = "2026-03-03T12:00:00Z";

    @Test
    void tripIsItsDrivingLegsAndTheStandingInside() {
        Trip trip = only(new Drive(NOON)
                .point(0)
                .stand(60, 10)
                .move(600, 36, 10)
                .stand(120, 10)
                .move(600, 36, 10)
                .stand(300, 10)
                .stand(600, 10));

        // The leg before the first moving point is driving.
        assertThat(time(trip.from())).isEqualTo("2026-03-03T12:01:00Z");
        // So is the leg after the last one.
        assertThat(time(trip.to())).isEqualTo("2026-03-03T12:23:10Z");
        assertThat(trip.began()).isEqualTo(Trip.Began.DRIVING);
        assertThat(trip.ended()).isEqualTo(Trip.Ended.STANDING);
        assertThat(trip.sums().movement().drivingMillis()).isEqualTo(1_220_000);
        assertThat(trip.sums().movement().idlingMillis()).isEqualTo(110_000);
        assertThat(trip.sums().movement().millimeters()).isCloseTo(12_000_000L, within(100L));
        assertThat(trip.sums().movement().maxKmh()).isEqualTo(36);
        assertThat(trip.sums().furthestMeters()).isEqualTo(12_000);
    }

    @Test
    void standingJustTooShortDoesNotEndATrip() {
        assertThat(found(
                        new Drive(NOON).point(0).move(60, 36, 10).stand(300, 10).move(60, 36, 10)))
                .hasSize(1);
        assertThat(found(
                        new Drive(NOON).point(0).move(60, 36, 10).stand(310, 10).move(60, 36, 10)))
                .hasSize(2);
    }

    @Test
    void ignitionOffEndsATripSoon() {
        Drive off = new Drive(NOON)
                .point(0)
                .move(60, 36, 10)
                .ignition(Ignition.OFF)
                .stand(30, 10)
                .ignition(Ignition.ON);
        assertThat(found(off.stand(10, 10).move(60, 36, 10)))
                .extracting(Trip::ended)
                .containsExactly(Trip.Ended.IGNITION_OFF, Trip.Ended.NO_DATA);

        Drive stalled = new Drive(NOON)
                .point(0)
                .move(60, 36, 10)
                .ignition(Ignition.OFF)
                .stand(20, 10)
                .ignition(Ignition.ON);
        assertThat(found(stalled.move(60, 36, 10))).hasSize(1);
    }

    @Test
    void gapEndsATripAndIsNotDriven() {
        List<Trip> trips = found(
                new Drive(NOON).point(0).move(60, 36, 10).pass(3_601).point(36).move(60, 36, 10));

        assertThat(trips).extracting(Trip::ended).containsExactly(Trip.Ended.GAP, Trip.Ended.NO_DATA);
        assertThat(trips.get(1).began()).isEqualTo(Trip.Began.AFTER_GAP);
        assertThat(trips.get(1).sums().movement().drivingMillis()).isEqualTo(60_000);
        assertThat(found(new Drive(NOON).point(0).move(60, 36, 10).move(3_600, 36, 3_600)))
                .hasSize(1);
    }

    @Test
    void slowLongLegIsStandingThoughItsEndsMove() {
        // Ten minutes between two moving points, 100 m apart: the vehicle was parked meanwhile.
        List<Trip> trips = found(new Drive(NOON)
                .point(0)
                .move(60, 36, 10)
                .pass(600)
                .strayPoint(100, 36)
                .move(60, 36, 10));

        assertThat(trips).hasSize(2);
    }

    @Test
    void tripWithoutFurtherDataEndsAfterAnHourByTheClock() {
        StoredSheets stored = new StoredSheets();
        Drive drive = new Drive(NOON).point(0).move(60, 36, 10);
        stored.add(drive.points);
        Sheet sheet = stored.sheets().get(0);
        long last = drive.points.get(drive.points.size() - 1).at();

        assertThat(sheet.openTrip(last + 3_599_999, TripRules.DEFAULT)
                        .orElseThrow()
                        .isActive())
                .isTrue();
        assertThat(sheet.openTrip(last + 3_600_000, TripRules.DEFAULT)
                        .orElseThrow()
                        .ended())
                .isEqualTo(Trip.Ended.NO_DATA);
        assertThat(stored.trips()).isEmpty();
    }

    @Test
    void parkedVehicleThatDriftsDoesNotDrive() {
        Drive parked = new Drive(NOON).ignition(Ignition.OFF).point(0);
        for (int i = 0; i < 500; i++) {
            parked.pass(10).strayPoint(i % 7 * 15, i % 3 * 9);
        }
        assertThat(found(parked)).isEmpty();

        Drive unknown = new Drive(NOON).ignition(Ignition.UNKNOWN).point(0);
        for (int i = 0; i < 500; i++) {
            unknown.pass(10).strayPoint(i % 7 * 15, i % 3 * 2);
        }
        assertThat(found(unknown)).isEmpty();
    }

    @Test
    void ignitionIsKnownUntilAnotherMessageSaysOtherwise() {
        Drive drive = new Drive(NOON).ignition(Ignition.OFF).point(0).ignition(Ignition.UNKNOWN);
        drive.move(600, 20, 10);
        assertThat(found(drive)).isEmpty();

        // Not for longer than a gap.
        drive.pass(3_601).point(20).move(60, 20, 10);
        assertThat(found(drive)).hasSize(1);
    }

    @Test
    void loneSpikeIsSkipped() {
        Drive drive = new Drive(NOON).point(0).move(60, 36, 10);
        drive.pass(5).strayPoint(5_000, 36).pass(5).point(36).move(60, 36, 10);

        Trip trip = only(drive);

        assertThat(trip.sums().movement().millimeters()).isCloseTo(1_200_000L, within(100L));
        assertThat(trip.sums().movement().drivingMillis()).isEqualTo(130_000);
    }

    @Test
    void twoSpikesInARowEachAwayFromTheOtherAreSkipped() {
        Drive drive = new Drive(NOON).point(0).move(60, 36, 10);
        drive.pass(2)
                .strayPoint(5_000, 36)
                .pass(2)
                .strayPoint(-5_000, 36)
                .pass(2)
                .point(36);

        assertThat(only(drive).sums().movement().millimeters()).isCloseTo(600_000L, within(100L));
    }

    @Test
    void jumpThatStaysIsNotASpike() {
        Drive drive = new Drive(NOON).point(36).move(60, 36, 10);
        drive.pass(5).strayPoint(5_000, 36).pass(5).strayPoint(5_050, 36);

        assertThat(only(drive).sums().movement().millimeters()).isCloseTo(5_650_000L, within(100L));
    }

    @Test
    void pointThatIsFarAwayMayYetTurnOutToBeASpike() {
        Drive drive = new Drive(NOON).point(36).move(60, 36, 10).pass(5).strayPoint(5_000, 36);

        assertThat(only(drive).sums().movement().millimeters()).isCloseTo(600_000L, within(100L));
    }

    @Test
    void shortTripsAreDiscardable() {
        assertThat(only(new Drive(NOON).point(36).move(50, 36, 10)).isDiscardable(TripRules.DEFAULT))
                .isTrue();
        assertThat(only(new Drive(NOON).point(6).move(100, 6, 10)).isDiscardable(TripRules.DEFAULT))
                .isTrue();
        assertThat(only(new Drive(NOON).point(36).move(60, 36, 10)).isDiscardable(TripRules.DEFAULT))
                .isFalse();
    }

    @Test
    void legsThatBeginTooFastAreSpeeding() {
        Movement movement = only(new Drive(NOON).point(120).move(60, 121, 10).move(60, 90, 10))
                .sums()
                .movement();

        // From the first point at 121 to the first at 90.
        assertThat(movement.speedingMillis()).isEqualTo(60_000);
        assertThat(movement.speedingMillimeters()).isCloseTo(Math.round(121 / 3.6 * 50_000 + 250_000), within(20L));
    }

    @Test
    void quartersAddUpToTheTripsAndToTheStandingWithTheEngineOn() {
        Drive drive =
                new Drive("2026-03-03T23:50:03Z").point(0).move(1_200, 36, 7).stand(700, 7);
        StoredSheets stored = new StoredSheets();
        stored.add(drive.points);

        Movement all = stored.quarters().stream().map(QuarterHour::movement).reduce(Movement.NONE, Movement::plus);

        Movement trip = only(drive).sums().movement();
        assertThat(all.drivingMillis()).isEqualTo(trip.drivingMillis());
        assertThat(all.millimeters()).isEqualTo(trip.millimeters());
        // All but the first leg of standing, which is driving.
        assertThat(all.idlingMillis()).isEqualTo(693_000);
        assertThat(stored.quarters())
                .extracting(quarter -> Instant.ofEpochMilli(quarter.number() * QuarterHour.MILLIS)
                        .toString())
                .containsExactly("2026-03-03T23:45:00Z", "2026-03-04T00:00:00Z", "2026-03-04T00:15:00Z");
        assertThat(stored.quarters().get(0).movement().drivingMillis()).isEqualTo(597_000);
        assertThat(stored.quarters().get(0).movement().millimeters()).isCloseTo(5_970_000L, within(10_000L));
    }

    @Test
    void movementBelongsToTheVehicleInWhichItWasRecorded() {
        StoredSheets stored = new StoredSheets();
        stored.add(new Drive(NOON)
                .assignment(1)
                .point(36)
                .move(600, 36, 10)
                .assignment(2)
                .move(280, 36, 10)
                .points);

        assertThat(stored.found()).hasSize(1);
        assertThat(stored.quarters())
                .extracting(
                        QuarterHour::assignment, quarter -> quarter.movement().drivingMillis())
                .containsExactly(tuple(1L, 610_000L), tuple(2L, 270_000L));
    }

    private static List<Trip> found(Drive drive) {
        StoredSheets stored = new StoredSheets();
        stored.add(drive.points);
        return stored.found();
    }

    private static Trip only(Drive drive) {
        List<Trip> found = found(drive);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static String time(Point point) {
        return Instant.ofEpochMilli(point.at()).toString();
    }
}
