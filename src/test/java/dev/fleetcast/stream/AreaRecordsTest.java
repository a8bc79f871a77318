package dev.fleetcast.stream;

import static dev.fleetcast.stream.TestUpdates.position;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.stream.spi.AreaRecord.Visit;
import dev.fleetcast.telemetry.UnitId;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A unit enters once the stream's record has it; many share a record. */
class AreaRecordsTest {

    private final OpenStream open = OpenStream.owned();

    @Test
    void unitEntersOnlyOnceItIsSaved() {
        open.saves = new ArrayList<>();
        open.followArea("{\"bbox\":[0,0,1,1]}", 1);
        open.route(position(1, 5));

        assertThat(open.story()).isEmpty();
        assertThat(open.stream.record(false).area().visits()).containsExactly(new Visit(1, 1, 0));
        open.lastKnown.put(new UnitId(1), position(1, 5));
        open.saves.get(0).complete(null);
        open.executor.turn();
        open.route(position(1, 6));

        assertThat(open.story()).containsExactly("enter snapshot 1 #5", "gps 1 #6");
    }

    @Test
    void unitThatCannotBeSavedEntersLater() {
        open.saves = new ArrayList<>();
        open.followArea("{\"bbox\":[0,0,1,1]}", 1);
        CompletableFuture<Void> failed = open.saves.remove(0);
        open.saves = null;
        failed.completeExceptionally(new IllegalStateException("Kafka is away"));
        open.executor.turn();

        assertThat(open.story()).isEmpty();
    }

    @Test
    void manyUnitsEnterAsTheClientReads() {
        for (int unit = 1; unit <= 500; unit++) {
            open.inArea.add(new UnitId(unit));
        }
        open.followArea("{\"bbox\":[0,0,1,1]}");
        open.during(3_000);

        assertThat(open.story()).hasSize(500).doesNotHaveDuplicates();
        assertThat(open.stream.subscriptions().units()).hasSize(500);
    }

    @Test
    void unitsThatComeTogetherShareARecord() {
        for (int unit = 1; unit <= 500; unit++) {
            open.inArea.add(new UnitId(unit));
        }
        open.followArea("{\"bbox\":[0,0,1,1]}");
        open.during(500);

        assertThat(open.story()).hasSize(500);
        assertThat(open.records).isEqualTo(1);
    }

    @Test
    void unitsThatComeOneByOneShareRecordsToo() {
        open.followArea("{\"bbox\":[0,0,1,1]}", 1);
        open.during(open.stream, 4_000, () -> open.inArea.add(new UnitId(open.inArea.size() + 1)));

        assertThat(open.records).isBetween(4, 5);
        open.during(6_000);
        assertThat(open.story()).hasSize(42).doesNotHaveDuplicates();
    }

    @Test
    void anotherAreaDoesNotWaitForItsRecord() {
        open.followArea("{\"bbox\":[0,0,1,1]}", 1);
        open.followArea("{\"bbox\":[0,0,2,2]}", 2);

        assertThat(open.story()).containsExactly("enter 1", "enter 2");
    }
}
