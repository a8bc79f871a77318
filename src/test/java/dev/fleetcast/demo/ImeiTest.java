package dev.fleetcast.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImeiTest {

    @Test
    void lastDigitChecksTheOthers() {
        assertThat(Imei.checkDigit("49015420323751")).isEqualTo(8);
        assertThat(Imei.checkDigit("35693803564380")).isEqualTo(9);
    }

    @Test
    void everyUnitHasItsOwnOfFifteenDigits() {
        assertThat(Imei.ofUnit(1)).hasSize(15).containsOnlyDigits().isNotEqualTo(Imei.ofUnit(2));
    }
}
