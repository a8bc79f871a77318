package dev.fleetcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.sse.OpenWait;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OpenWaitTest {

    private final HandDrivenExecutor loop = new HandDrivenExecutor();
    private final RecordingOutlet outlet = new RecordingOutlet();
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
    void cancelledWaitWritesNothing() {
        OpenWait wait = begin();
        answer.complete("known");

        wait.cancel();
        loop.turn();
        loop.elapse();

        assertThat(taken).isEmpty();
        assertThat(outlet.bytes()).isEmpty();
    }

    private OpenWait begin() {
        return OpenWait.begin(outlet, loop, Uni.createFrom().completionStage(answer), taken::add);
    }
}
