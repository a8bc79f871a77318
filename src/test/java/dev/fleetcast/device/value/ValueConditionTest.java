package dev.fleetcast.device.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueConditionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-            | -  | 0 | true",
                "-            | -  | 7 | true",
                "'\"7\"'      | -  | 7 | true",
                "'\"7\"'      | -  | 8 | false",
                "'\"7\"'      | -  | 0 | false",
                "'\"6\", \"7\"' | - | 7 | true",
                "'W/\"7\"'    | -  | 7 | false",
                "'\"abc\"'    | -  | 7 | false",
                "*            | -  | 7 | true",
                "*            | -  | 0 | false",
                "-            | *  | 0 | true",
                "-            | *  | 7 | false",
            })
    void conditionHolds(String ifMatch, String ifNoneMatch, long version, boolean holds) {
        assertThat(ValueCondition.of(ifMatch, ifNoneMatch).holds(version)).isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "7", "\"7", "\"7\" \"8\"", "\"7\", 8", "*, \"7\""})
    void anythingElseIsRefused(String ifMatch) {
        assertThatThrownBy(() -> ValueCondition.of(ifMatch, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aChangeThatMustNotMeetAVersionIsRefused() {
        assertThatThrownBy(() -> ValueCondition.of(null, "\"7\"")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aReaderMayKnowTheVersion() {
        assertThat(ValueCondition.isKnown(null, 7)).isFalse();
        assertThat(ValueCondition.isKnown("\"7\"", 7)).isTrue();
        assertThat(ValueCondition.isKnown("W/\"7\", \"9\"", 7)).isTrue();
        assertThat(ValueCondition.isKnown("\"8\"", 7)).isFalse();
        assertThat(ValueCondition.isKnown("*", 7)).isTrue();
    }
}
