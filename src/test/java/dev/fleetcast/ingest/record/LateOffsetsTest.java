package dev.fleetcast.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.RecordOffset;
import org.junit.jupiter.api.Test;

class LateOffsetsTest {

    private final LateOffsets late = new LateOffsets(2);

    @Test
    void reportsOffsetsTheFeedFoundLate() {
        late.begin(upTo(10));
        late.add(at(11));
        late.judged(upTo(13));

        assertThat(late.verdict(at(10))).contains(false);
        assertThat(late.verdict(at(11))).contains(true);
        assertThat(late.verdict(at(12))).contains(false);
    }

    @Test
    void offsetsTheFeedHasNotJudgedAreUnknown() {
        late.begin(upTo(10));
        late.judged(upTo(13));

        assertThat(late.verdict(at(9))).isEmpty();
        assertThat(late.verdict(at(13))).isEmpty();
    }

    @Test
    void partitionThatWasAddedLaterIsJudgedFromItsBeginning() {
        late.begin(upTo(10));
        late.judged(upTo(10).with("feed", 1, 3));

        assertThat(late.verdict(new RecordOffset("feed", 1, 0))).contains(false);
    }

    @Test
    void forgetsTheOldestAndAllOffsetsBeforeIt() {
        late.begin(upTo(0));
        late.add(at(3));
        late.add(at(5));
        late.add(at(7));
        late.judged(upTo(8));

        assertThat(late.verdict(at(2))).isEmpty();
        assertThat(late.verdict(at(3))).isEmpty();
        assertThat(late.verdict(at(4))).contains(false);
        assertThat(late.verdict(at(5))).contains(true);
    }

    private static FeedPosition upTo(long next) {
        return FeedPosition.START.with("feed", 0, next);
    }

    private static RecordOffset at(long offset) {
        return new RecordOffset("feed", 0, offset);
    }
}
