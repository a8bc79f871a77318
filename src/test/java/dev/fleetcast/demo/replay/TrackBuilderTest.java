package dev.fleetcast.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrackBuilderTest {

    /** About one kilometre. */
    private static final double STEP = 0.009;

    @Test
    void drivesFromPositionToPositionInTheTimeItTook() {
        Track track = TrackBuilder.realistic(List.of(fix(0, 0, 1), fix(100, 1, 1), fix(220, 2, 1)));

        assertThat(track.legs())
                .extracting(Leg::kind)
                .containsExactly(Leg.Kind.RESTING, Leg.Kind.DRIVING, Leg.Kind.DRIVING, Leg.Kind.RESTING);
        assertThat(track.legs()).extracting(Leg::seconds).containsExactly(20.0, 100.0, 120.0, 20.0);
        assertThat(track.meters()).isCloseTo(2_001, within(1.0));
    }

    @Test
    void positionsOutOfOrderArePutInOrder() {
        assertThat(TrackBuilder.realistic(List.of(fix(220, 2, 1), fix(0, 0, 1), fix(100, 1, 1))))
                .isEqualTo(TrackBuilder.realistic(List.of(fix(0, 0, 1), fix(100, 1, 1), fix(220, 2, 1))));
    }

    @Test
    void positionNoBusCanHaveReachedIsLeftOut() {
        assertThat(TrackBuilder.realistic(List.of(fix(0, 0, 1), fix(50, 60, 1), fix(100, 1, 1))))
                .isEqualTo(TrackBuilder.realistic(List.of(fix(0, 0, 1), fix(100, 1, 1))));
    }

    @Test
    void repeatedPositionsAreOneStandThatIsCutShort() {
        Track track = TrackBuilder.realistic(
                List.of(fix(0, 0, 1), fix(100, 1, 1), fix(200, 1, 1), fix(300, 1, 1), fix(400, 2, 1)));

        assertThat(track.legs())
                .filteredOn(leg -> leg.kind() == Leg.Kind.STANDING)
                .singleElement()
                .satisfies(stand -> {
                    assertThat(stand.seconds()).isEqualTo(120);
                    assertThat(stand.startMps()).isZero();
                });
    }

    @Test
    void busThatWasAwayComesBackAtOnce() {
        Track track = TrackBuilder.realistic(List.of(fix(0, 0, 1), fix(7_200, 1, 1)));

        assertThat(track.seconds()).isCloseTo(20 + 1_000 / 11.0 + 20, within(1.0));
    }

    @Test
    void busRestsBetweenTwoTrips() {
        Track track = TrackBuilder.realistic(List.of(fix(0, 0, 1), fix(100, 1, 1), fix(200, 2, 2)));

        assertThat(track.legs().get(2).kind()).isEqualTo(Leg.Kind.RESTING);
        assertThat(track.trips()).extracting(Track.Span::seconds).containsExactly(100.0, 100.0);
    }

    @Test
    void liveliestBusStandsForSecondsOnly() {
        Track track = TrackBuilder.alwaysMoving(
                List.of(fix(0, 0, 1), fix(100, 1, 1), fix(300, 1, 1), fix(400, 2, 2), fix(900, 2.1, 2)));

        assertThat(track.legs())
                .filteredOn(leg -> leg.kind() != Leg.Kind.DRIVING)
                .allMatch(leg -> leg.seconds() <= 4);
        assertThat(track.legs())
                .filteredOn(leg -> leg.kind() == Leg.Kind.DRIVING)
                .allMatch(leg -> leg.meters() / leg.seconds() >= 2.99);
    }

    private static Fix fix(int second, double steps, long trip) {
        return new Fix(second, new Place(30.27 + steps * STEP, -97.74), 8, trip);
    }
}
