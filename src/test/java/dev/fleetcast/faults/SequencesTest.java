package dev.fleetcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests the checker itself. */
class SequencesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sequences sequences = new Sequences();

    @Test
    void completeOrderedSequenceIsFlawless() {
        snapshot(7, 4);
        ready(7);
        live(7, 5, 6, 7);

        assertThat(sequences.figures()).isEqualTo(new Figures(3, 0, 0, 0, 0, 0, 0));
        assertThat(sequences.figures().isFlawless()).isTrue();
    }

    @Test
    void unitsAreCountedApart() {
        live(7, 1, 2);
        live(8, 1, 2);

        assertThat(sequences.figures()).isEqualTo(new Figures(4, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void lossIsFound() {
        live(7, 1, 2, 5);

        assertThat(sequences.figures()).isEqualTo(new Figures(3, 2, 0, 0, 0, 0, 0));
        assertThat(sequences.figures().isFlawless()).isFalse();
    }

    @Test
    void lossBetweenTheSnapshotAndTheFirstMessageIsFound() {
        snapshot(7, 4);
        ready(7);
        live(7, 6);

        assertThat(sequences.figures().lost()).isEqualTo(1);
    }

    @Test
    void lossBeforeTheFirstMessageIsFound() {
        ready(7);
        live(7, 3);

        assertThat(sequences.figures().lost()).isEqualTo(2);
    }

    @Test
    void repetitionIsFound() {
        live(7, 1, 2, 2, 1);

        assertThat(sequences.figures()).isEqualTo(new Figures(2, 0, 2, 0, 0, 0, 0));
    }

    @Test
    void messageThatTheSnapshotHasShownIsARepetition() {
        snapshot(7, 4);
        live(7, 4);

        assertThat(sequences.figures().repeated()).isEqualTo(1);
    }

    @Test
    void swapIsFound() {
        live(7, 1, 3, 2, 4);

        assertThat(sequences.figures()).isEqualTo(new Figures(3, 0, 0, 1, 0, 0, 0));
    }

    @Test
    void unexpectedSnapshotIsFound() {
        live(7, 1, 2);
        snapshot(7, 5);

        assertThat(sequences.figures().unexplained()).isEqualTo(1);
    }

    @Test
    void gapAllowsASnapshotAndNothingMore() {
        live(7, 1, 2);
        take("{\"type\":\"gap\",\"reason\":\"retention\",\"unit_id\":7}");
        snapshot(7, 9);
        ready(7);
        live(7, 10, 12);

        assertThat(sequences.figures()).isEqualTo(new Figures(4, 1, 0, 0, 0, 0, 1));
    }

    @Test
    void gapOfOneUnitDoesNotAffectAnother() {
        live(7, 1);
        live(8, 1);
        take("{\"type\":\"gap\",\"reason\":\"retention\",\"unit_id\":7}");
        live(8, 3);

        assertThat(sequences.figures().lost()).isEqualTo(1);
    }

    @Test
    void overflowAllowsAsManyAsItReports() {
        live(7, 1);
        take("{\"type\":\"gap\",\"reason\":\"overflow\",\"unit_id\":7,\"missed\":3}");
        live(7, 5, 6, 8);

        assertThat(sequences.figures()).isEqualTo(new Figures(4, 1, 0, 0, 0, 0, 1));
    }

    @Test
    void snapshotOlderThanWhatHasComeIsOutOfOrder() {
        live(7, 1, 2, 3);
        take("{\"type\":\"gap\",\"reason\":\"limit\",\"unit_id\":7}");
        snapshot(7, 2);

        assertThat(sequences.figures().outOfOrder()).isEqualTo(1);
    }

    @Test
    void anotherStreamInPlaceOfTheOneThatFollowedIsFound() {
        live(7, 1, 3);
        sequences.streamChanged();
        snapshot(7, 9);

        assertThat(sequences.figures()).isEqualTo(new Figures(2, 1, 0, 0, 0, 1, 0));
    }

    @Test
    void reachedCountsLiveMessagesOnly() {
        sequences.expect(7);
        live(7, 1, 2);
        assertThat(sequences.reached(Map.of(7L, 2L))).isFalse();
        ready(7);

        assertThat(sequences.reached(Map.of(7L, 2L, 8L, 5L))).isTrue();
        assertThat(sequences.reached(Map.of(7L, 3L))).isFalse();
    }

    private void snapshot(long unit, long number) {
        take("{\"type\":\"gps\",\"snapshot\":true,\"unit_id\":%d,\"telemetry\":{\"number\":%d}}"
                .formatted(unit, number));
    }

    private void ready(long unit) {
        take("{\"type\":\"ready\",\"unit_id\":%d}".formatted(unit));
    }

    private void live(long unit, long... numbers) {
        for (long number : numbers) {
            take("{\"type\":\"gps\",\"unit_id\":%d,\"telemetry\":{\"number\":%d}}".formatted(unit, number));
        }
    }

    private void take(String event) {
        try {
            sequences.take(JSON.readTree(event));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
