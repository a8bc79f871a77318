package dev.fleetcast.cluster.liveness;

import static dev.fleetcast.cluster.TestStreams.A;
import static dev.fleetcast.cluster.TestStreams.B;
import static dev.fleetcast.cluster.TestStreams.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.cluster.topic.Command;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.spi.StreamRequest;
import dev.fleetcast.stream.spi.StreamRequest.TokenResult;
import dev.fleetcast.testing.GoldenRecords;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PendingCallsTest {

    private static final StreamRequest PONG = new StreamRequest(StreamRequest.Kind.PONG, STREAM, null, List.of());

    private final List<Command> sent = new ArrayList<>();
    private Uni<Void> acknowledgement = Uni.createFrom().voidItem();
    private final PendingCalls calls = new PendingCalls(A, this::send, 2);

    @Test
    void replyIsTheAnswerToItsRequest() {
        var first = ask();
        var second = ask();

        calls.replied(sent.get(1).number(), StreamRequest.Reply.NOT_FOUND);

        second.assertCompleted().assertItem(StreamRequest.Reply.NOT_FOUND);
        first.assertNotTerminated();
    }

    @Test
    void callIsForwardedUnchanged() throws Exception {
        Viewer viewer = new Viewer(3, "demo", Set.of(), Set.of(1L), "session");
        StreamRequest call = StreamRequest.subscribe(
                STREAM,
                viewer,
                List.of(new TokenResult(1L, 200), new TokenResult(null, 401)),
                DeliveryMode.parse("latest", "PT2S", "gps.speed > 50"));

        Command request = carried(Command.request(A, 7, call));
        Command reply = carried(request.reply(B, new StreamRequest.Reply(true, call.grants())));

        assertThat(request.call()).isEqualTo(call);
        assertThat(request.sender()).isEqualTo(A);
        assertThat(request.sentAt())
                .as("never too old for the previous release")
                .isEqualTo(Long.MAX_VALUE);
        assertThat(reply.answer().grants()).isEqualTo(call.grants());
        assertThat(reply.number()).isEqualTo(7);
    }

    @Test
    void requestForAnAreaIsForwardedUnchanged() throws Exception {
        StreamRequest call = StreamRequest.area(
                STREAM, new Viewer(3, "demo", Set.of(), Set.of(1L), "session"), "{\"bbox\":[0,0,1,1]}");

        Command request = carried(Command.request(A, 7, call));
        Command reply = carried(request.reply(B, StreamRequest.Reply.units(12)));

        assertThat(request.call()).isEqualTo(call);
        assertThat(reply.answer().units()).isEqualTo(12);
    }

    @Test
    void failedCallIsUnavailable() {
        var answer = ask();

        calls.replied(sent.get(0).number(), null);

        assertUnavailable(answer);
    }

    @Test
    void callThatCannotBeSentFailsAtOnce() {
        acknowledgement = Uni.createFrom().failure(Problems.unavailable("on purpose"));

        assertUnavailable(ask());
        assertThat(calls.size()).isZero();
    }

    @Test
    void waitingCallsAreLimited() {
        ask();
        ask();

        assertUnavailable(ask());
        assertThat(sent).hasSize(2);
    }

    @Test
    void cancelledCallIsForgotten() {
        ask().cancel();

        calls.replied(sent.get(0).number(), StreamRequest.Reply.NOT_FOUND);

        assertThat(calls.size()).isZero();
    }

    private UniAssertSubscriber<StreamRequest.Reply> ask() {
        return calls.ask(B, PONG).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private Uni<Void> send(ReplicaId to, Command command) {
        assertThat(to).isEqualTo(B);
        sent.add(command);
        return acknowledgement;
    }

    private Command carried(Command command) throws IOException {
        return GoldenRecords.JSON.readValue(GoldenRecords.JSON.writeValueAsString(command), Command.class);
    }

    private static void assertUnavailable(UniAssertSubscriber<StreamRequest.Reply> answer) {
        assertThat(answer.awaitFailure().getFailure())
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.getStatusCode()).isEqualTo(503));
    }
}
