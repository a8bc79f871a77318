package dev.fleetcast.stream;

import static dev.fleetcast.stream.TestUpdates.event;
import static dev.fleetcast.stream.TestUpdates.position;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.access.Viewer;
import dev.fleetcast.stream.event.ByeReason;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.SseParser.Event;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StreamEndTest {

    private static final Viewer VIEWER = new Viewer(7, "demo", Set.of(), Set.of(1L), "session");

    private final OpenStream open = OpenStream.with();

    @Test
    void pingComesOncePerInterval() {
        open.later(14_000);
        assertThat(open.story()).isEmpty();

        open.later(15_001);
        open.later(15_002);

        assertThat(open.story()).containsExactly("ping");
    }

    @Test
    void subscribedStreamWithoutPongIsReaped() {
        open.later(45_001);
        assertThat(open.stream.isClosed()).isFalse();
        open.follow(1);

        open.later(46_000);

        assertThat(open.story()).last().isEqualTo("bye pong_timeout");
        assertThat(open.outlet.hasEnded()).isTrue();
    }

    @Test
    void pongDoesNotWakeTheLoop() {
        open.follow(1);

        open.stream.pong();

        assertThat(open.executor.isIdle()).isTrue();
    }

    @Test
    void anonymousStreamEndsWhenItHasBeenIdleForTooLong() {
        OpenStream idle = OpenStream.with("idle-timeout", "PT5S");

        idle.later(4_000);
        assertThat(idle.stream.isClosed()).isFalse();
        idle.later(5_001);

        assertThat(idle.story()).containsExactly("bye idle");
    }

    @Test
    void ownedStreamIsNeverIdle() {
        OpenStream owned = OpenStream.with("idle-timeout", "PT5S");
        owned.stream.own(VIEWER);

        owned.later(40_000);

        assertThat(owned.story()).containsExactly("ping");
        assertThat(owned.stream.owner()).isEqualTo(VIEWER);
    }

    @ParameterizedTest
    @CsvSource({
        "PONG_TIMEOUT, pong_timeout, true, 1000, 5000",
        "IDLE, idle, true, 1000, 5000",
        "DRAIN, drain, true, 1000, 10000",
        "LOGOUT, logout, false, 60000, 120000",
        "SLOW, slow, true, 1000, 5000",
        "LIMIT, limit, true, 60000, 120000"
    })
    void byeIsTheLastEventAndSaysWhetherAndWhenToReconnect(
            ByeReason bye, String reason, boolean reconnect, long soonest, long latest) {
        open.stream.close(bye);

        Event last = open.outlet.events().get(open.outlet.events().size() - 1);
        JsonNode data = open.outlet.data().get(open.outlet.data().size() - 1);
        assertThat(data.path("type").asText()).isEqualTo("bye");
        assertThat(data.path("reason").asText()).isEqualTo(reason);
        assertThat(data.path("reconnect").booleanValue()).isEqualTo(reconnect);
        assertThat(data.path("retry_ms").asLong()).isBetween(soonest, latest).isEqualTo(last.retry());
        assertThat(open.counted("fleetcast.streams.ended", "reason", reason)).isEqualTo(1);
    }

    @Test
    void drainingWritesTheQueueBeforeTheBye() {
        open.follow(1);
        open.loop.deliver(List.of(TestUpdates.routed(position(1, 1))), TestUpdates.after(1), System.nanoTime());
        open.stream.execute(() -> open.stream.close(ByeReason.DRAIN));
        open.executor.turn();

        assertThat(open.story()).containsExactly("ready 1", "gps 1 #1", "bye drain");
    }

    @ParameterizedTest
    @EnumSource(ByeReason.class)
    void nothingIsWrittenAfterBye(ByeReason bye) {
        open.follow(1);
        open.stream.close(bye);
        byte[] written = open.outlet.bytes();

        open.route(position(1, 1));
        open.follow(2);
        open.unfollow(1);
        open.later(1_000_000);
        open.stream.close(bye);

        assertThat(open.outlet.bytes()).isEqualTo(written);
    }

    @Test
    void connectionThatIsGoneReleasesEverything() {
        open.follow(1, 2);
        open.outlet.block();
        open.route(position(1, 1), position(2, 2), event(2, 3));

        open.stream.execute(open.stream::gone);
        open.executor.turn();

        assertThat(open.stream.isClosed()).isTrue();
        assertThat(open.stream.subscriptions().units()).isEmpty();
        assertThat(open.removed).containsExactly(open.stream);
        assertThat(open.gauge("fleetcast.subscriptions.active")).isZero();
        assertThat(open.gauge("fleetcast.stream.queue.depth")).isZero();
        assertThat(open.followed.contains(new UnitId(1))).isFalse();
        assertThat(open.followed.contains(new UnitId(2))).isFalse();
    }

    @Test
    void connectionIsGoneOnceOnly() {
        open.stream.gone();
        open.stream.gone();
        open.stream.close(ByeReason.DRAIN);

        assertThat(open.removed).hasSize(1);
        assertThat(open.outlet.hasEnded()).isFalse();
    }

    @Test
    void othersGoOnFollowingAUnitThatAStreamHasLetGo() {
        RecordingOutlet outlet = new RecordingOutlet();
        Stream other = open.add(outlet);
        other.execute(() -> other.subscriptions().follow(new UnitId(1), DeliveryMode.EVERY, unit -> Optional.empty()));
        open.follow(1);

        open.stream.gone();
        open.route(position(1, 1));

        assertThat(open.followed.contains(new UnitId(1))).isTrue();
        assertThat(outlet.story()).containsExactly("ready 1", "gps 1 #1");
    }

    @Test
    void streamWhoseConnectionFailsEndsAloneAndReleasesEverything() {
        RecordingOutlet outlet = new RecordingOutlet();
        Stream healthy = open.add(outlet);
        open.follow(1);
        healthy.execute(
                () -> healthy.subscriptions().follow(new UnitId(1), DeliveryMode.EVERY, unit -> Optional.empty()));

        open.outlet.breakDown();
        open.route(position(1, 1), position(1, 2));
        open.route(position(1, 3));

        assertThat(outlet.story()).containsExactly("ready 1", "gps 1 #1", "gps 1 #2", "gps 1 #3");
        assertThat(open.removed).containsExactly(open.stream);
        assertThat(open.gauge("fleetcast.subscriptions.active")).isEqualTo(1);
        assertThat(open.gauge("fleetcast.stream.queue.depth")).isZero();
    }

    @Test
    void loopKeepsTimeThoughAConnectionFails() {
        OpenStream impatient = OpenStream.with("first-subscribe-timeout", "PT0.001S");
        RecordingOutlet outlet = new RecordingOutlet();
        Stream healthy = impatient.add(outlet);
        impatient.outlet.breakDown();

        long deadline = System.nanoTime() + 1_000_000_000L;
        while (impatient.removed.size() < 2 && System.nanoTime() < deadline) {
            impatient.executor.tick();
        }

        assertThat(outlet.story()).containsExactly("bye idle");
        assertThat(impatient.removed).containsExactlyInAnyOrder(impatient.stream, healthy);
    }
}
