package dev.fleetcast.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdListTest {

    @Test
    void listMayBeLong() {
        assertThat("1," + "23,".repeat(100_000) + "4").matches(IdList.REGEX);
        assertThat("1," + "23,".repeat(100_000) + "x").doesNotMatch(IdList.REGEX);
    }

    @Test
    void idsAreReadInTheirOrder() {
        assertThat(IdList.parse("3,1,3,2")).containsExactly(3L, 1L, 2L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "1,", ",1", "1,,2", "-1", "1 ,2", "1234567890123456789"})
    void otherTextIsNoList(String text) {
        assertThat(text).doesNotMatch(IdList.REGEX);
    }
}
