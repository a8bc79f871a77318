package dev.fleetcast.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PlaceTest {

    private static final Place CENTRE = new Place(30.27, -97.74);

    @Test
    void degreeOfLatitudeIsAHundredAndElevenKilometers() {
        assertThat(CENTRE.metersTo(new Place(31.27, -97.74))).isCloseTo(111_195, within(10.0));
    }

    @Test
    void directionsAreClockwiseFromNorth() {
        assertThat(CENTRE.degreesTo(new Place(30.28, -97.74))).isCloseTo(0, within(0.1));
        assertThat(CENTRE.degreesTo(new Place(30.27, -97.73))).isCloseTo(90, within(0.1));
        assertThat(CENTRE.degreesTo(new Place(30.26, -97.74))).isCloseTo(180, within(0.1));
        assertThat(CENTRE.degreesTo(new Place(30.27, -97.75))).isCloseTo(270, within(0.1));
    }

    @Test
    void halfTheWayIsInTheMiddle() {
        assertThat(CENTRE.towards(new Place(30.29, -97.70), 0.5)).isEqualTo(new Place(30.28, -97.72));
    }
}
