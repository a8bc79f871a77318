package dev.fleetcast.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitIdTest {

    @Test
    void isWrittenAsItsNumber() {
        assertThat(new UnitId(1_001)).hasToString("1001");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void isPositive(long value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new UnitId(value));
    }
}
