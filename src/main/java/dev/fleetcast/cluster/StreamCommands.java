package dev.fleetcast.cluster;

import dev.fleetcast.cluster.liveness.PendingCalls;
import dev.fleetcast.cluster.liveness.Replicas;
import dev.fleetcast.cluster.topic.Command;
import dev.fleetcast.cluster.topic.CommandsTopic;
import dev.fleetcast.connection.RateLimit;
import dev.fleetcast.kafka.KafkaConnectivity;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.replica.ThisReplica;
import dev.fleetcast.stream.LocalStreams;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.event.StreamIds;
import dev.fleetcast.stream.spi.NoSuchStreamException;
import dev.fleetcast.stream.spi.RemoteStreams;
import dev.fleetcast.stream.spi.StreamRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Forwards calls to the replica that holds the stream, and carries out calls forwarded to this one. */
@ApplicationScoped
class StreamCommands implements RemoteStreams {

    private static final Duration PONGS_AGAIN = Duration.ofSeconds(15);
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    /** A request's age is known only to the interval between heartbeats, so that is added. */
    private static final Duration TOO_LATE = DEADLINE.plus(Replicas.INTERVAL);

    private static final int MAX_PENDING = 10_000;
    /** Fifteen times the number of pings. */
    private static final int PONGS_PER_MINUTE = 60;

    private final ReplicaId me;
    private final Replicas replicas;
    private final Knowledge knowledge;
    private final KafkaStreamTable table;
    private final KafkaConnectivity link;
    private final LocalStreams local;
    private final CommandsTopic topic;
    private final ClusterMetrics metrics;
    private final StreamIds ids;
    private final RateLimit<Long> pongs = RateLimit.even(PONGS_PER_MINUTE, Duration.ofMinutes(1));
    private final PendingCalls pending;
    private final RequestForwarding passing;

    StreamCommands(
            ThisReplica me,
            Replicas replicas,
            KafkaStreamTable table,
            KafkaConnectivity link,
            LocalStreams local,
            CommandsTopic topic,
            ClusterMetrics metrics,
            Knowledge knowledge,
            StreamIds ids) {
        this.me = me.id();
        this.replicas = replicas;
        this.knowledge = knowledge;
        this.table = table;
        this.link = link;
        this.local = local;
        this.topic = topic;
        this.metrics = metrics;
        this.ids = ids;
        this.pending = new PendingCalls(this.me, topic::send, MAX_PENDING);
        this.passing = new RequestForwarding(
                new RequestForwarding.Known(this.me, table, replicas::isAlive, this::isGenuine),
                local::answer,
                pending::ask,
                asked -> asked.isPresent() ? table.upToDate() : table.upToDate().chain(replicas::upToDate));
    }

    @Override
    public Uni<StreamRequest.Reply> ask(StreamRequest call) {
        if (call.kind() == StreamRequest.Kind.PONG
                && !pongs.allows(call.streamId().key())) {
            return Uni.createFrom().failure(Problems.tooMany("Too many pongs. Send one pong per ping.", PONGS_AGAIN));
        }
        return Uni.createFrom()
                .deferred(() -> link.lostSince().isPresent()
                        ? Uni.createFrom().<StreamRequest.Reply>failure(topic.unavailable())
                        : knowledge.soon(View.REPLICAS, View.STREAMS).chain(() -> pass(call)))
                .ifNoItem()
                .after(DEADLINE)
                .failWith(() -> Problems.unavailable("The replica that holds the stream does not respond. Try again."))
                .onItemOrFailure()
                .invoke((answer, failure) -> metrics.remoteCall(answer));
    }

    /** Answers calls for forged stream ids here, without using Kafka. */
    private Uni<StreamRequest.Reply> pass(StreamRequest call) {
        boolean madeUp =
                !isGenuine(call.streamId()) && table.find(call.streamId().key()).isEmpty();
        return madeUp ? Uni.createFrom().item(StreamRequest.Reply.NOT_FOUND) : passing.pass(call);
    }

    /** The previous release creates ids without a code. */
    private boolean isGenuine(StreamId stream) {
        return ids.isAuthentic(stream) || replicas.isOfReleaseBefore(stream.birthplace());
    }

    /** Handles a request or a reply for this replica. */
    void heard(Command command) {
        if (command.kind() == Command.Kind.REPLY) {
            pending.replied(command.number(), command.answer());
        } else if (knowledge.has(View.REPLICAS) && replicas.readingLag().compareTo(TOO_LATE) <= 0) {
            carryOut(command);
        }
        // The caller of an older request has given up, and its client knows; carrying it out now would be a surprise.
    }

    private void carryOut(Command request) {
        Uni.createFrom()
                .deferred(() -> local.answer(request.call()))
                .onFailure(NoSuchStreamException.class)
                .recoverWithItem(StreamRequest.Reply.NOT_FOUND)
                .subscribe()
                .with(answer -> reply(request, answer), failure -> reply(request, null));
    }

    private void reply(Command request, StreamRequest.Reply answer) {
        // Only the caller waits for the reply to arrive.
        topic.send(request.sender(), request.reply(me, answer));
    }
}
