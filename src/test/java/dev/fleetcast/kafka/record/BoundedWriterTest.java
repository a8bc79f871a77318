package dev.fleetcast.kafka.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

class BoundedWriterTest {

    private final List<CompletableFuture<Void>> sent = new ArrayList<>();
    private final BoundedWriter<String> writer = new BoundedWriter<>(this::sent, String::length, 2, 10, "Try again.");

    private Uni<Void> sent(String record) {
        CompletableFuture<Void> acknowledgement = new CompletableFuture<>();
        sent.add(acknowledgement);
        return Uni.createFrom().completionStage(acknowledgement);
    }

    @Test
    void sendsWithoutSubscribers() {
        writer.send("value");

        assertThat(sent).hasSize(1);
    }

    @Test
    void sendsOnceForManySubscribers() {
        Uni<Void> sending = writer.send("value");
        UniAssertSubscriber<Void> one = wait(sending);
        UniAssertSubscriber<Void> other = wait(sending);

        sent.get(0).complete(null);

        one.assertCompleted();
        other.assertCompleted();
        assertThat(sent).hasSize(1);
    }

    @Test
    void refusesWhenTooManyRecordsArePending() {
        writer.send("1");
        writer.send("2");

        assertUnavailable(wait(writer.send("3")));
        assertThat(sent).hasSize(2);

        sent.get(0).complete(null);
        writer.send("4");
        assertThat(sent).hasSize(3);
    }

    @Test
    void rejectedRecordIsUnavailableAndMakesRoom() {
        UniAssertSubscriber<Void> failed = wait(writer.send("1"));
        writer.send("2");

        sent.get(0).completeExceptionally(new IllegalStateException("on purpose"));

        assertUnavailable(failed);
        writer.send("3");
        assertThat(sent).hasSize(3);
    }

    @Test
    void refusesWhenTooManyBytesArePending() {
        writer.send("12345678");

        assertUnavailable(wait(writer.send("123")));
        sent.get(0).complete(null);
        writer.send("123");
        assertThat(sent).hasSize(2);
    }

    @Test
    void acceptsOneRecordBeyondTheLimitAlone() {
        writer.send("12345678901");

        assertUnavailable(wait(writer.send("1")));
        assertThat(sent).hasSize(1);
    }

    @Test
    void sendsAllOrNone() {
        writer.send("1");

        assertUnavailable(wait(writer.sendAll(List.of("2", "3"))));
        assertThat(sent).hasSize(1);

        sent.get(0).complete(null);
        UniAssertSubscriber<Void> both = wait(writer.sendAll(List.of("2", "3")));
        sent.get(1).complete(null);
        both.assertNotTerminated();
        sent.get(2).complete(null);
        both.assertCompleted();
    }

    @Test
    void recordThatTheTopicDoesNotAllowIsTooLarge() {
        UniAssertSubscriber<Void> failed = wait(writer.send("1"));

        sent.get(0).completeExceptionally(new RecordTooLargeException());

        assertStatus(413, failed);
    }

    private static UniAssertSubscriber<Void> wait(Uni<Void> sending) {
        return sending.subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private static void assertUnavailable(UniAssertSubscriber<Void> failed) {
        assertStatus(503, failed);
    }

    private static void assertStatus(int status, UniAssertSubscriber<Void> failed) {
        assertThat(failed.awaitFailure().getFailure())
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.getStatusCode()).isEqualTo(status));
    }
}
