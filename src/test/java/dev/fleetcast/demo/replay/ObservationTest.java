package dev.fleetcast.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ObservationTest {

    private static final Place OUTSIDE = new Place(30.40, -97.70);
    private static final Place IN_THE_CENTRE = new Place(30.268, -97.743);
    private static final Motion DRIVING = new Motion(Leg.Kind.DRIVING, OUTSIDE, 40, 0, 10, 3, 0);

    @Test
    void nothingHappensWhileABusJustDrives() {
        assertThat(Observation.between(DRIVING, DRIVING)).isEmpty();
    }

    @Test
    void tripEndsAndBeginsWithTheIgnition() {
        Motion resting = new Motion(Leg.Kind.RESTING, OUTSIDE, 0, 0, 10, 3, 0);

        assertThat(Observation.between(DRIVING, resting)).containsExactly(Happening.of("TRIP:END"));
        assertThat(Observation.between(resting, DRIVING)).containsExactly(Happening.of("TRIP:START"));
    }

    @Test
    void standIsIdlingAfterAFewSeconds() {
        Motion justStopped = new Motion(Leg.Kind.STANDING, OUTSIDE, 0, 0, 10, 3, 4);
        Motion idling = new Motion(Leg.Kind.STANDING, OUTSIDE, 0, 0, 10, 3, 5);

        assertThat(Observation.between(DRIVING, justStopped)).isEmpty();
        assertThat(Observation.between(justStopped, idling)).containsExactly(Happening.of("IDLING:START"));
        assertThat(Observation.between(idling, DRIVING)).containsExactly(Happening.of("IDLING:END"));
    }

    @Test
    void speedingReportsTheSpeed() {
        Motion fast = new Motion(Leg.Kind.DRIVING, OUTSIDE, 92.4, 0, 10, 3, 0);

        assertThat(Observation.between(DRIVING, fast))
                .containsExactly(Happening.of("SPEEDING:START", new Happening.Value("value", 92)));
        assertThat(Observation.between(fast, DRIVING))
                .containsExactly(Happening.of("SPEEDING:END", new Happening.Value("value", 40)));
    }

    @Test
    void cityCentreIsAZone() {
        Motion inside = new Motion(Leg.Kind.DRIVING, IN_THE_CENTRE, 40, 0, 10, 3, 0);

        assertThat(Observation.between(DRIVING, inside)).containsExactly(Happening.of("ZONE:ENTER:1"));
        assertThat(Observation.between(inside, DRIVING)).containsExactly(Happening.of("ZONE:EXIT:1"));
    }

    @Test
    void nowAndThenABusBrakesHard() {
        Motion later = new Motion(Leg.Kind.DRIVING, OUTSIDE, 40, 0, 14.01, 3, 0);

        assertThat(Observation.between(DRIVING, later))
                .extracting(Happening::code)
                .containsExactly("HARSH:BRAKING");
    }
}
