package dev.fleetcast.stream.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.FeedPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FeedMarksTest {

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private static final FeedLog LOG = new FeedLog(Map.of("feed", "id"), Map.of()).with("feed", 0, 3);

    private final FeedMarks marks = new FeedMarks(Duration.ofHours(1), 100);

    @Test
    void knowsNoneBeforeAnyHasBeenRead() {
        assertThat(marks.newest()).isEmpty();
        assertThat(marks.byNumber(1)).isEmpty();
        assertThat(marks.atOrBefore(position(5, 5))).isEmpty();
    }

    @Test
    void findsTheNewestMarkAtOrBeforeThePosition() {
        marks.add(LongStream.range(1, 50)
                .mapToObj(number -> mark(number, number, position(number * 10, number * 20)))
                .toList());

        for (long number = 1; number < 50; number++) {
            assertThat(marks.atOrBefore(position(number * 10, number * 20)))
                    .get()
                    .extracting(FeedMark::number)
                    .isEqualTo(number);
            assertThat(marks.atOrBefore(position(number * 10 + 9, number * 20 + 19)))
                    .get()
                    .extracting(FeedMark::number)
                    .isEqualTo(number);
        }
        assertThat(marks.atOrBefore(position(1_000, 60)))
                .get()
                .extracting(FeedMark::number)
                .isEqualTo(3L);
        assertThat(marks.atOrBefore(position(9, 1_000))).isEmpty();
    }

    @Test
    void positionWithPartitionsThatTheMarkDoesNotKnowIsFound() {
        marks.add(List.of(mark(1, 1, position(3))));

        assertThat(marks.atOrBefore(position(3, 1, 7))).isPresent();
    }

    @Test
    void markOfAReplicaThatLagsIsKnownByItsNumberOnly() {
        FeedMark lagging = mark(2, 2, position(5, 9));
        marks.add(List.of(mark(1, 1, position(10, 10))));

        assertThat(marks.add(List.of(lagging))).isFalse();

        assertThat(marks.newest()).get().extracting(FeedMark::number).isEqualTo(1L);
        assertThat(marks.byNumber(2)).contains(lagging);
        assertThat(marks.atOrBefore(position(6, 9))).isEmpty();
    }

    @Test
    void recreatedTopicBeginsAnotherChain() {
        marks.add(List.of(mark(1, 1, position(10, 10))));
        FeedMark anew =
                new FeedMark(2, START.plusSeconds(2), position(0, 1), new FeedLog(Map.of("feed", "another"), Map.of()));

        assertThat(marks.add(List.of(anew))).isTrue();

        assertThat(marks.newest()).contains(anew);
        assertThat(marks.atOrBefore(position(50, 50))).contains(anew);
        assertThat(marks.byNumber(1)).isPresent();
    }

    @Test
    void cutLogBeginsAnotherChain() {
        marks.add(List.of(mark(1, 1, position(10, 10))));
        FeedMark cut = new FeedMark(2, START.plusSeconds(2), position(9, 10), LOG.with("feed", 0, 4));
        FeedMark lagging = new FeedMark(3, START.plusSeconds(2), position(9, 9), LOG.with("feed", 0, 4));

        assertThat(marks.add(List.of(cut))).isTrue();
        assertThat(marks.add(List.of(lagging))).isFalse();

        assertThat(marks.newest()).contains(cut);
    }

    @Test
    void feedThatStaysBehindTheNewestMarkBeginsAnotherChain() {
        FeedMark cut = mark(2, 62, position(9, 10));
        marks.add(List.of(mark(1, 1, position(10, 10))));

        assertThat(marks.add(List.of(cut))).isTrue();

        assertThat(marks.newest()).contains(cut);
    }

    @Test
    void forgetsExpiredMarks() {
        marks.add(List.of(mark(1, 0, position(1)), mark(2, 1, position(2))));

        marks.add(List.of(mark(3, 3_601, position(3))));

        assertThat(marks.byNumber(1)).isEmpty();
        assertThat(marks.byNumber(2)).isPresent();
        assertThat(marks.atOrBefore(position(1))).isEmpty();
        assertThat(marks.atOrBefore(position(2))).isPresent();
    }

    @Test
    void numberOfMarksIsLimited() {
        marks.add(LongStream.rangeClosed(1, 101)
                .mapToObj(number -> mark(number, 1, position(number)))
                .toList());

        assertThat(marks.byNumber(1)).isEmpty();
        assertThat(marks.byNumber(2)).isPresent();
        assertThat(marks.atOrBefore(position(1))).isEmpty();
    }

    private static FeedMark mark(long number, long second, FeedPosition position) {
        return new FeedMark(number, START.plusSeconds(second), position, LOG);
    }

    private static FeedPosition position(long... next) {
        return FeedPosition.of(Map.of("feed", next));
    }
}
