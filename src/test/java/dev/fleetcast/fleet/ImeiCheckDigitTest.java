package dev.fleetcast.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImeiCheckDigitTest {

    @Test
    void lastDigitChecksTheOthers() {
        assertThat(ImeiCheckDigit.of("49015420323751")).isEqualTo(8);
        assertThat(ImeiCheckDigit.expectedInstead("490154203237518")).isEmpty();
        assertThat(ImeiCheckDigit.expectedInstead("490154203237581")).hasValue(3);
    }

    @Test
    void otherLengthsHaveNoCheckDigit() {
        assertThat(ImeiCheckDigit.expectedInstead("49015420323751")).isEmpty();
        assertThat(ImeiCheckDigit.expectedInstead("4901542032375112")).isEmpty();
    }
}
