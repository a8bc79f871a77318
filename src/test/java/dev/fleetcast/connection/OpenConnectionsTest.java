package dev.fleetcast.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.connection.OpenConnections.Limits;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenConnectionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration HEAD_TIMEOUT = Duration.ofSeconds(10);

    private final List<String> ended = new ArrayList<>();
    private long nanos;
    private final OpenConnections connections = connections(6, 5, 4, 3);

    @Test
    void silentOnesOfOneNetworkMakeRoomForEachOther() {
        for (int i = 1; i <= 5; i++) {
            open("a", "a" + i);
        }

        nanos += PATIENCE.toNanos();
        assertThat(connections.endOverdue()).isEqualTo(2);
        assertThat(ended).containsExactly("a1", "a2");
    }

    @Test
    void crowdThatHasJustComeIsSpared() {
        for (int i = 1; i <= 5; i++) {
            open("a", "a" + i);
        }

        nanos += PATIENCE.toNanos() - 1;
        assertThat(connections.endOverdue()).isZero();
        assertThat(ended).isEmpty();
    }

    @Test
    void silentOnesOfManyNetworksMakeRoomForEachOther() {
        for (int i = 1; i <= 6; i++) {
            open("n" + i, "c" + i);
        }

        nanos += PATIENCE.toNanos();
        connections.endOverdue();
        assertThat(ended).containsExactly("c1", "c2");
        assertThat(connections.open()).isEqualTo(4);
    }

    @Test
    void clientsWhoseRequestsWaitForABusyServerAreNotSilent() {
        for (int i = 1; i <= 5; i++) {
            assertThat(connections.admit(peer("a", "a" + i))).isPresent();
        }
        assertThat(ended).isEmpty();
        assertThat(connections.silent()).isZero();
    }

    @Test
    void requestBeforeTheFirstLookStands() {
        Peer peer = peer("a", "at once");
        connections.admit(peer);
        connections.asked(peer, false);
        connections.watched(peer);

        assertThat(connections.silent()).isZero();
    }

    @Test
    void whereAllAreTakenSilentOnesGoFirstThenIdleOnesThenThoseWhoseRequestIsStillComing() {
        Peer sending = open("a", "sending");
        connections.asked(sending, true);
        Peer idle = open("b", "idle");
        connections.asked(idle, false);
        connections.answered(idle);
        open("c", "silent");
        for (int i = 0; i < 3; i++) {
            connections.asked(open("d" + i, "busy"), false);
        }

        for (int i = 0; i < 3; i++) {
            connections.asked(open("e" + i, "new"), false);
        }
        assertThat(ended).containsExactly("silent", "idle", "sending");
        assertThat(connections.areCrowded()).isTrue();
        assertThat(connections.admit(peer("f", "one too many"))).isEmpty();
    }

    @Test
    void completeRequestKeepsItsConnection() {
        Peer sent = open("a", "sent");
        connections.asked(sent, true);
        connections.received(sent);
        for (int i = 0; i < 5; i++) {
            connections.asked(open("b" + i, "busy"), false);
        }

        assertThat(connections.admit(peer("c", "one too many"))).isEmpty();
        assertThat(ended).isEmpty();
    }

    @Test
    void oneNetworkHasItsShareAndOthersAreNotConcerned() {
        for (int i = 0; i < 5; i++) {
            connections.asked(open("a", "busy"), false);
        }

        assertThat(connections.admit(peer("a", "one too many"))).isEmpty();
        assertThat(connections.admit(peer("b", "another"))).isPresent();
        assertThat(ended).isEmpty();
    }

    @Test
    void placesAreFreeAgainOnce() {
        Peer first = open("a", "first");
        connections.gone(first);
        connections.gone(first);
        connections.asked(first, false);
        connections.answered(first);

        assertThat(connections.open()).isZero();
        assertThat(connections.silent()).isZero();
    }

    @Test
    void connectionWithoutARequestIsClosedAfterItsTimeout() {
        open("a", "silent");
        connections.asked(open("b", "asking"), false);
        nanos += Duration.ofSeconds(5).toNanos();
        open("c", "later");
        nanos += Duration.ofSeconds(6).toNanos();

        assertThat(connections.endOverdue()).isEqualTo(1);
        assertThat(ended).containsExactly("silent");
    }

    @Test
    void timeoutMayBeShorterThanThePatience() {
        OpenConnections strict =
                new OpenConnections(new Limits(6, 5, 4, 3, PATIENCE, PATIENCE.dividedBy(3)), () -> nanos);
        Peer silent = peer("a", "silent");
        strict.admit(silent);
        strict.watched(silent);
        nanos += PATIENCE.dividedBy(3).toNanos();

        assertThat(strict.endOverdue()).isEqualTo(1);
    }

    @Test
    void severalRequestsOfOneConnectionAreCounted() {
        Peer peer = open("a", "two at once");
        connections.asked(peer, false);
        connections.asked(peer, false);
        connections.answered(peer);
        for (int i = 0; i < 5; i++) {
            connections.asked(open("b" + i, "busy"), false);
        }
        assertThat(connections.admit(peer("c", "one too many"))).isEmpty();

        connections.answered(peer);
        assertThat(connections.admit(peer("c", "has room"))).isPresent();
        assertThat(ended).containsExactly("two at once");
    }

    private OpenConnections connections(int all, int perNetwork, int silent, int silentPerNetwork) {
        return new OpenConnections(
                new Limits(all, perNetwork, silent, silentPerNetwork, PATIENCE, HEAD_TIMEOUT), () -> nanos);
    }

    private Peer open(String network, String name) {
        Peer peer = peer(network, name);
        assertThat(connections.admit(peer)).isPresent();
        connections.watched(peer);
        return peer;
    }

    private Peer peer(String network, String name) {
        return new Peer(network, () -> {
            ended.add(name);
            return GlobalEventExecutor.INSTANCE.newSucceededFuture(null);
        });
    }
}
