package dev.fleetcast.device.command.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.device.Coreid;
import dev.fleetcast.device.Device;
import dev.fleetcast.device.command.Command;
import dev.fleetcast.device.command.CommandKind;
import dev.fleetcast.stream.RecordingOutlet;
import dev.fleetcast.telemetry.UnitId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandStreamTest {

    private static final Instant BEGIN = Instant.parse("2026-11-29T12:00:00Z");
    private static final Device DOOR = new Device(new Coreid("door"), new UnitId(1), 1, "Door", null, "door", "active");

    private final RecordingOutlet outlet = new RecordingOutlet();
    private final List<String> story = new ArrayList<>();
    private boolean live = true;
    private long millis;
    private final CommandStream stream =
            TestStreams.stream("s1", outlet, () -> live, () -> millis, () -> BEGIN.plusMillis(millis));

    @Test
    void theFirstBytesComeAtOnce() {
        stream.begin();

        assertThat(written()).isEqualTo(":ok\n\n");
    }

    @Test
    void aCallThatWaitedForTheConnectionUntilItExpiredNeverReachesTheDevice() {
        outlet.block(0);
        stream.offer(told("first", 10_000));
        stream.offer(told("late", 10_000));

        millis = 10_000;
        outlet.drain();

        assertThat(written()).contains("first").doesNotContain("late");
        assertThat(story).endsWith("refused late", "dropped late");
    }

    @Test
    void aCommandWasSentWhenItsBytesHaveLeft() {
        outlet.block(1);
        stream.offer(told("a", 10_000));
        assertThat(story).containsExactly("begin a");

        outlet.drain();

        assertThat(story).containsExactly("begin a", "written a");
    }

    @Test
    void commandsKeepTheirOrder() {
        outlet.block(1);
        for (String id : List.of("a", "b", "c")) {
            stream.offer(told(id, 10_000));
        }
        outlet.drain();

        assertThat(story).containsExactly("begin a", "written a", "begin b", "written b", "begin c", "written c");
    }

    @Test
    void nothingIsWrittenOnceTheTokenHasEndedEvenBeforeTheNextTick() {
        live = false;

        stream.offer(told("a", 10_000));
        stream.gone();

        assertThat(written()).isEmpty();
        assertThat(outlet.hasEnded()).isTrue();
        assertThat(story).containsExactly("dropped a");
    }

    @Test
    void whatWasNotWrittenIsGivenBackWhenTheConnectionCloses() {
        outlet.block(1);
        stream.offer(told("a", 10_000));
        stream.offer(told("b", 10_000));

        stream.gone();
        stream.offer(told("c", 10_000));

        assertThat(story).containsExactly("begin a", "dropped b", "dropped a", "dropped c");
    }

    @Test
    void aSilentStreamGetsALineEnd() {
        stream.begin();
        millis = 8_999;
        stream.tickSoon();
        assertThat(written()).isEqualTo(":ok\n\n");

        millis = 9_000;
        stream.tickSoon();

        assertThat(written()).isEqualTo(":ok\n\n\n");
    }

    @Test
    void aStreamEndsWithItsToken() {
        stream.begin();
        live = false;
        stream.tickSoon();

        assertThat(outlet.hasEnded()).isTrue();
        assertThat(stream.hasEnded()).isTrue();
    }

    @Test
    void aDeviceThatReadsNothingIsDisconnected() {
        stream.begin();
        outlet.block(1);
        stream.offer(told("a", 10_000));

        millis = 59_999;
        stream.tickSoon();
        assertThat(outlet.hasEnded()).isFalse();

        millis = 60_000;
        stream.tickSoon();
        assertThat(outlet.hasEnded()).isTrue();
    }

    private String written() {
        return new String(outlet.bytes(), StandardCharsets.UTF_8);
    }

    private Delivery told(String id, long lifeMillis) {
        Command command = command(id, lifeMillis);
        return new Delivery() {

            @Override
            public Command command() {
                return command;
            }

            @Override
            public boolean begin(Instant now) {
                story.add((command.hasExpired(now) ? "refused " : "begin ") + id);
                return !command.hasExpired(now);
            }

            @Override
            public void written() {
                story.add("written " + id);
            }

            @Override
            public void dropped() {
                story.add("dropped " + id);
            }
        };
    }

    private static Command command(String id, long lifeMillis) {
        return new Command(id, "door", CommandKind.CALL, "led", "", BEGIN, BEGIN.plusMillis(lifeMillis));
    }
}
