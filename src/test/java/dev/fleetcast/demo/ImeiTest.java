package dev.fleetcast.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.fleet.ImeiCheckDigit;
import org.junit.jupiter.api.Test;

class ImeiTest {

    @Test
    void everyUnitHasItsOwnOfFifteenDigits() {
        assertThat(Imei.ofUnit(1)).hasSize(15).containsOnlyDigits().isNotEqualTo(Imei.ofUnit(2));
        assertThat(ImeiCheckDigit.expectedInstead(Imei.ofUnit(146))).isEmpty();
    }
}
