package dev.fleetcast.cluster;

import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.stream.KafkaLink;
import dev.fleetcast.stream.LocalStreams;
import dev.fleetcast.stream.RemoteStreams;
import dev.fleetcast.stream.ReplicaId;
import dev.fleetcast.stream.StreamAnswer;
import dev.fleetcast.stream.StreamCall;
import dev.fleetcast.stream.ThisReplica;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import java.time.Duration;

/** Passes calls on to the replica that holds the stream, and carries out what others pass on to this one. */
@ApplicationScoped
class StreamCommands implements RemoteStreams {

    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final int MAX_PENDING = 10_000;

    private final ReplicaId me;
    private final Replicas replicas;
    private final Knowledge knowledge;
    private final KafkaLink link;
    private final LocalStreams local;
    private final CommandsTopic topic;
    private final ClusterMetrics metrics;
    private final PendingCalls pending;
    private final CallPassing passing;

    StreamCommands(
            ThisReplica me,
            Replicas replicas,
            KafkaStreamTable table,
            KafkaLink link,
            LocalStreams local,
            CommandsTopic topic,
            ClusterMetrics metrics,
            Knowledge knowledge) {
        this.me = me.id();
        this.replicas = replicas;
        this.knowledge = knowledge;
        this.link = link;
        this.local = local;
        this.topic = topic;
        this.metrics = metrics;
        this.pending = new PendingCalls(this.me, topic::tell, MAX_PENDING);
        this.passing = new CallPassing(
                this.me,
                new StreamHolders(table, replicas::isAlive),
                local::answer,
                (holder, call) -> pending.ask(holder, call, replicas.kafkaTime()),
                asked -> asked.isPresent() ? table.upToDate() : table.upToDate().chain(replicas::upToDate));
    }

    @Override
    public Uni<StreamAnswer> ask(StreamCall call) {
        return Uni.createFrom()
                .deferred(() -> link.lostSince().isPresent()
                        ? Uni.createFrom().<StreamAnswer>failure(TopicWriter.unavailable())
                        : knowledge.soon(View.REPLICAS, View.STREAMS).chain(() -> passing.pass(call)))
                .ifNoItem()
                .after(DEADLINE)
                .failWith(() -> Problems.unavailable("the replica that holds the stream does not answer"))
                .onItemOrFailure()
                .invoke((answer, failure) -> metrics.remoteCall(answer));
    }

    /** A request or a reply for this replica has been read. */
    void heard(Command command) {
        if (command.kind() == Command.Kind.REPLY) {
            pending.replied(command.number(), command.answer());
        } else if (knowledge.has(View.REPLICAS) && replicas.kafkaTime() - command.sentAt() <= DEADLINE.toMillis()) {
            carryOut(command);
        }
        // Who asked longer ago has given up, and the client was told so: done now, it would come out of the blue.
    }

    private void carryOut(Command request) {
        Uni.createFrom()
                .deferred(() -> local.answer(request.call()))
                .onFailure(NotFoundException.class)
                .recoverWithItem(StreamAnswer.NOT_FOUND)
                .subscribe()
                .with(answer -> reply(request, answer), failure -> reply(request, null));
    }

    private void reply(Command request, StreamAnswer answer) {
        // Nobody waits for the reply to arrive but the one who asked.
        topic.tell(request.sender(), request.reply(me, answer));
    }
}
