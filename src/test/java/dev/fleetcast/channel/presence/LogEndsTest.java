package dev.fleetcast.channel.presence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogEndsTest {

    private final LogEnds ends = new LogEnds(10_000);

    @Test
    void nothingIsKnownBeforeTheFirstLookup() {
        assertThat(ends.at(1_000)).isEmpty();
    }

    @Test
    void endIsThatOfTheLastLookup() {
        ends.note(1_000, 5);
        ends.note(1_500, 7);
        ends.note(2_000, 9);

        assertThat(ends.at(1_499)).hasValue(5);
        assertThat(ends.at(1_500)).hasValue(7);
        assertThat(ends.at(9_000)).hasValue(9);
    }

    @Test
    void endBeforeTheFirstLookupEqualsTheFirst() {
        ends.note(1_000, 5);

        assertThat(ends.at(0)).hasValue(5);
    }

    @Test
    void oldEndsAreForgotten() {
        for (int i = 0; i <= 100; i++) {
            ends.note(i * 500L, i);
        }

        assertThat(ends.at(40_000)).hasValue(80);
        assertThat(ends.at(0)).hasValue(80);
    }
}
