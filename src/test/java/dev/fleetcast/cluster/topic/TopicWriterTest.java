package dev.fleetcast.cluster.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TopicWriterTest {

    private final List<CompletableFuture<Void>> sent = new ArrayList<>();
    private final TopicWriter writer = new TopicWriter(
            record -> {
                CompletableFuture<Void> acknowledgement = new CompletableFuture<>();
                sent.add(acknowledgement);
                return Uni.createFrom().completionStage(acknowledgement);
            },
            2);

    @Test
    void sendsWithoutSubscribers() {
        writer.send("key", "value");

        assertThat(sent).hasSize(1);
    }

    @Test
    void sendsOnceForManySubscribers() {
        Uni<Void> sending = writer.send("key", "value");
        UniAssertSubscriber<Void> one = wait(sending);
        UniAssertSubscriber<Void> other = wait(sending);

        sent.get(0).complete(null);

        one.assertCompleted();
        other.assertCompleted();
        assertThat(sent).hasSize(1);
    }

    @Test
    void refusesWhenTheBufferIsFull() {
        writer.send("key", "1");
        writer.send("key", "2");

        assertUnavailable(wait(writer.send("key", "3")));
        assertThat(sent).hasSize(2);

        sent.get(0).complete(null);
        writer.send("key", "4");
        assertThat(sent).hasSize(3);
    }

    @Test
    void rejectedRecordIsUnavailableAndMakesRoom() {
        UniAssertSubscriber<Void> failed = wait(writer.send("key", "1"));
        writer.send("key", "2");

        sent.get(0).completeExceptionally(new IllegalStateException("on purpose"));

        assertUnavailable(failed);
        writer.send("key", "3");
        assertThat(sent).hasSize(3);
    }

    private static UniAssertSubscriber<Void> wait(Uni<Void> sending) {
        return sending.subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private static void assertUnavailable(UniAssertSubscriber<Void> failed) {
        assertThat(failed.awaitFailure().getFailure())
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.getStatusCode()).isEqualTo(503));
    }
}
