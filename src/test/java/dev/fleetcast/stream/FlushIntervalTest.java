package dev.fleetcast.stream;

import static dev.fleetcast.stream.TestUpdates.position;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.stream.event.ByeReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events wait to be written together with others. */
class FlushIntervalTest {

    private final OpenStream open = OpenStream.with("flush-interval", "PT0.02S");

    @BeforeEach
    void follow() {
        open.follow(1, 2);
        open.executor.elapse();
    }

    @Test
    void severalBatchesAreOneWrite() {
        int before = open.outlet.writes();

        open.route(position(1, 1));
        open.route(position(2, 2));
        open.route(position(1, 3));
        assertThat(open.outlet.writes()).isEqualTo(before);
        open.executor.elapse();

        assertThat(open.outlet.writes()).isEqualTo(before + 1);
        assertThat(open.story()).containsExactly("ready 1", "ready 2", "gps 1 #1", "gps 2 #2", "gps 1 #3");
    }

    @Test
    void nothingOfAUnitIsWrittenAfterItsEnd() {
        open.route(position(1, 1), position(2, 2));

        open.unfollow(1);
        open.executor.elapse();

        assertThat(open.story()).containsExactly("ready 1", "ready 2", "gps 2 #2", "unsubscribed requested 1");
    }

    @Test
    void fullBufferIsWrittenAtOnce() {
        int before = open.outlet.writes();
        String large = "{\"seq_no\":1,\"x\":\"" + "x".repeat(20_000) + "\"}";

        open.route(TestUpdates.update(1, "gps", false, 1, large), TestUpdates.update(1, "gps", false, 2, large));

        assertThat(open.outlet.writes()).isEqualTo(before + 1);
    }

    @Test
    void endOfTheStreamDoesNotWait() {
        open.route(position(1, 1));

        open.stream.close(ByeReason.DRAIN);

        assertThat(open.story()).endsWith("gps 1 #1", "bye drain");
    }
}
