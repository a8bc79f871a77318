package dev.fleetcast.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CircuitTest {

    private static final Place START = new Place(30.27, -97.74);
    private static final Place MIDDLE = new Place(30.28, -97.74);
    private static final Place END = new Place(30.29, -97.74);
    /** Rests 20 s, drives 100 s, rests 20 s, drives 100 s, rests 20 s; then the same in reverse. */
    private static final Circuit CIRCUIT = new Circuit(TrackBuilder.realistic(
            List.of(new Fix(0, START, 0, 1), new Fix(100, MIDDLE, 0, 1), new Fix(200, END, 0, 2))));

    private static final double LAP_SECONDS = 520;

    @Test
    void drivesToTheEndAndBackForever() {
        assertThat(CIRCUIT.at(0).place()).isEqualTo(START);
        assertThat(CIRCUIT.at(250).place()).isEqualTo(END);
        assertThat(CIRCUIT.at(LAP_SECONDS - 1).place()).isEqualTo(START);
        assertThat(CIRCUIT.at(7 * LAP_SECONDS + 70).place())
                .isEqualTo(CIRCUIT.at(70).place());
    }

    @Test
    void comesFurtherWithEveryLap() {
        double lap = 4 * START.metersTo(MIDDLE) / 1_000;

        assertThat(CIRCUIT.at(LAP_SECONDS).kilometers()).isCloseTo(lap, within(0.001));
        assertThat(CIRCUIT.at(10 * LAP_SECONDS + 130).kilometers()).isCloseTo(10.25 * lap, within(0.001));
    }

    @Test
    void numbersTripsOneAfterTheOther() {
        assertThat(CIRCUIT.at(10).trip()).isZero();
        assertThat(CIRCUIT.at(60).trip()).isEqualTo(1);
        assertThat(CIRCUIT.at(130).trip()).isEqualTo(1);
        assertThat(CIRCUIT.at(150).trip()).isEqualTo(2);
        assertThat(CIRCUIT.at(LAP_SECONDS + 60).trip()).isEqualTo(5);
        assertThat(CIRCUIT.trip(5)).isEqualTo(new Track.Span(LAP_SECONDS + 20, LAP_SECONDS + 120));
    }

    @Test
    void ignitionIsOffBetweenTrips() {
        assertThat(CIRCUIT.at(60).ignition()).isTrue();
        assertThat(CIRCUIT.at(130).ignition()).isFalse();
        assertThat(CIRCUIT.at(130).stoodSeconds()).isEqualTo(10);
    }

    @Test
    void looksWhereItGoes() {
        assertThat(CIRCUIT.at(60).headingDegrees()).isCloseTo(0, within(0.01));
        assertThat(CIRCUIT.at(LAP_SECONDS - 60).headingDegrees()).isCloseTo(180, within(0.01));
    }
}
