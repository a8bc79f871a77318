package dev.fleetcast.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.demo.DemoFleet;
import dev.fleetcast.demo.DemoVehicle;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordedDayTest {

    private static final Map<String, List<Fix>> DAY = BusDay.fixes();
    private static final int DAY_SECONDS = 24 * 60 * 60;

    @Test
    void everyBusOfTheDemoFleetWasRecorded() {
        assertThat(DAY.values().stream().mapToInt(List::size).sum()).isEqualTo(53_569);
        assertThat(DemoFleet.buses().vehicles())
                .extracting(DemoVehicle::fleetNo)
                .containsExactlyInAnyOrderElementsOf(DAY.keySet());
    }

    @Test
    void noBusEverJumps() {
        DAY.forEach((bus, fixes) -> {
            Circuit circuit = new Circuit(TrackBuilder.realistic(fixes));
            Motion before = circuit.at(0);
            for (int second = 10; second < DAY_SECONDS; second += 10) {
                Motion now = circuit.at(second);
                assertThat(before.place().metersTo(now.place()))
                        .as("bus %s at second %d", bus, second)
                        .isLessThan(500);
                before = now;
            }
        });
    }

    @Test
    void unit1IsNeverSeenInOnePlaceForLong() {
        String bus = DemoFleet.buses().vehicles().get(0).fleetNo();
        Circuit circuit = new Circuit(TrackBuilder.alwaysMoving(DAY.get(bus)));

        for (int second = 0; second < DAY_SECONDS; second += 20) {
            assertThat(circuit.at(second + 20).kilometers() - circuit.at(second).kilometers())
                    .as("kilometres from second %d on", second)
                    .isGreaterThan(0.001);
        }
    }

    @Test
    void mostBusesMoveAtAnyTime() {
        List<Circuit> circuits = DAY.values().stream()
                .map(TrackBuilder::realistic)
                .map(Circuit::new)
                .toList();

        for (int second = DAY_SECONDS; second < 2 * DAY_SECONDS; second += 600) {
            int now = second;
            assertThat(circuits.stream()
                            .filter(circuit -> circuit.at(now).speedKmh() > 2)
                            .count())
                    .as("buses that move at second %d", second)
                    .isGreaterThan(110);
        }
    }
}
