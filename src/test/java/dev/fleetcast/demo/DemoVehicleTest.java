package dev.fleetcast.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.fleet.ImeiCheckDigit;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoVehicleTest {

    @Test
    void everyUnitHasAnImeiOfItsOwnOfFifteenDigits() {
        assertThat(imei(1)).hasSize(15).containsOnlyDigits().isNotEqualTo(imei(2));
        assertThat(ImeiCheckDigit.expectedInstead(imei(146))).isEmpty();
    }

    private static String imei(long unit) {
        return new DemoVehicle(unit, "801", "Bus 801", "bus", List.of()).imei();
    }
}
