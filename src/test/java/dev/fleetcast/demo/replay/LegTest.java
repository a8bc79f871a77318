package dev.fleetcast.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LegTest {

    private static final Place FROM = new Place(30.27, -97.74);
    private static final Place TO = new Place(30.28, -97.74);
    /** 1,112 m in 100 s from a standstill to 12 m/s. */
    private static final Leg LEG =
            new Leg(Leg.Kind.DRIVING, 50, 100, FROM, TO, FROM.metersTo(TO), 2_000, 0, 12, FROM.degreesTo(TO));

    @Test
    void beginsAndEndsWhereAndAsFastAsReported() {
        assertThat(LEG.placeAt(50)).isEqualTo(FROM);
        assertThat(LEG.speedMpsAt(50)).isZero();
        assertThat(LEG.placeAt(150).metersTo(TO)).isLessThan(0.01);
        assertThat(LEG.speedMpsAt(150)).isCloseTo(12, within(0.001));
    }

    @Test
    void speedIsThatOfTheWayCovered() {
        for (int second = 51; second < 149; second++) {
            double covered = LEG.metersAt(second + 0.5) - LEG.metersAt(second - 0.5);

            assertThat(covered).isPositive().isCloseTo(LEG.speedMpsAt(second), within(0.05));
        }
    }

    @Test
    void wayBackIsTheSameTheOtherWayRound() {
        Leg back = LEG.back(500, 9_000);

        assertThat(back.placeAt(500)).isEqualTo(TO);
        assertThat(back.speedMpsAt(500)).isCloseTo(12, within(0.001));
        assertThat(back.heading()).isCloseTo(180, within(0.1));
        assertThat(back.endSecond()).isEqualTo(600);
    }
}
