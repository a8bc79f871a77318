package dev.fleetcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.sse.SseConnection;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SseConnectionTest {

    private static final byte[] BYE = "data: bye\n\n".getBytes(StandardCharsets.US_ASCII);

    private final HandDrivenExecutor loop = new HandDrivenExecutor();
    private final RecordingOutlet outlet = new RecordingOutlet();
    private final SseConnection connection = new SseConnection(outlet, loop, "192.0.2.1");
    private final CompletableFuture<String> answer = new CompletableFuture<>();
    private final List<String> taken = new ArrayList<>();

    @Test
    void waitingClientGetsCommentsUntilTheAnswer() {
        begin();
        loop.elapse();
        loop.elapse();
        assertThat(outlet.bytes()).asString().isEqualTo(": waiting\n\n: waiting\n\n");
        assertThat(taken).isEmpty();

        answer.complete("known");
        assertThat(taken).isEmpty();
        loop.turn();
        loop.elapse();

        assertThat(taken).containsExactly("known");
        assertThat(outlet.bytes()).asString().isEqualTo(": waiting\n\n: waiting\n\n");
    }

    @Test
    void quickAnswerNeedsNoComment() {
        answer.complete("known");

        begin();
        loop.turn();
        loop.elapse();

        assertThat(taken).containsExactly("known");
        assertThat(outlet.bytes()).isEmpty();
    }

    @Test
    void closedConnectionEndsTheWait() {
        List<String> closed = new ArrayList<>();
        connection.onClose(() -> closed.add("closed"));
        begin();

        outlet.close();
        assertThat(closed).isEmpty();
        answer.complete("known");
        loop.turn();
        loop.elapse();

        assertThat(closed).containsExactly("closed");
        assertThat(taken).isEmpty();
        assertThat(outlet.bytes()).isEmpty();
    }

    @Test
    void clientThatIsTurnedAwayNeitherWaitsNorGetsAStream() {
        begin();

        connection.turnAway(BYE);
        assertThat(outlet.hasEnded()).isFalse();
        answer.complete("known");
        loop.turn();
        loop.elapse();

        assertThat(outlet.bytes()).isEqualTo(BYE);
        assertThat(outlet.hasEnded()).isTrue();
        assertThat(taken).isEmpty();
    }

    @Test
    void connectionThatCarriesAStreamIsNotTurnedAway() {
        List<String> closed = new ArrayList<>();
        connection.onClose(() -> closed.add("unused"));

        connection.turnAway(BYE);
        connection.carry(() -> closed.add("stream"));
        loop.turn();
        outlet.close();
        loop.turn();

        assertThat(outlet.bytes()).isEmpty();
        assertThat(outlet.hasEnded()).isFalse();
        assertThat(closed).containsExactly("stream");
    }

    private void begin() {
        connection.await(Uni.createFrom().completionStage(answer), taken::add);
    }
}
