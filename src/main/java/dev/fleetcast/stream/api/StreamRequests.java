package dev.fleetcast.stream.api;

import dev.fleetcast.kafka.KafkaConnectivity;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.replica.LiveReplicas;
import dev.fleetcast.stream.LocalStreams;
import dev.fleetcast.stream.StreamRegistry;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.spi.NoSuchStreamException;
import dev.fleetcast.stream.spi.RemoteStreams;
import dev.fleetcast.stream.spi.StreamRequest;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Passes client requests to the stream, on whichever replica it is open. */
@ThreadSafe
@ApplicationScoped
public class StreamRequests {

    private final StreamRegistry registry;
    private final LocalStreams local;
    private final RemoteStreams remote;
    private final KafkaConnectivity link;
    private final LiveReplicas replicas;

    StreamRequests(
            StreamRegistry registry,
            LocalStreams local,
            RemoteStreams remote,
            KafkaConnectivity link,
            LiveReplicas replicas) {
        this.registry = registry;
        this.local = local;
        this.remote = remote;
        this.link = link;
        this.replicas = replicas;
    }

    /**
     * Parses the stream id of a request.
     *
     * @throws NoSuchStreamException for a malformed id
     */
    public static StreamId id(String text) {
        return StreamId.parse(text).orElseThrow(NoSuchStreamException::new);
    }

    /** Whether the stream is open on this replica. */
    boolean isHere(StreamId id) {
        return registry.find(id).isPresent();
    }

    /**
     * The stream's answer. Fails with a 404 if the stream is not open or the caller may not use it, and with a 503
     * problem if a dependency needed for the answer is unreachable, or if another replica could resume the stream and send
     * more than the call asks for.
     */
    public Uni<StreamRequest.Reply> put(StreamRequest call) {
        boolean here = isHere(call.streamId());
        if (link.lostSince().isPresent() && !(here && call.kind() == StreamRequest.Kind.PONG)) {
            return Uni.createFrom().failure(Problems.unavailable("Kafka does not respond. Try again later."));
        }
        if (call.needsFiltersOrAreas() && !replicas.areCurrent()) {
            return Uni.createFrom()
                    .failure(Problems.unavailable(
                            "A replica of an earlier release is running, which knows neither filters"
                                    + " nor areas. Try again when the upgrade is complete."));
        }
        return (here ? local.answer(call) : remote.ask(call)).map(answer -> {
            if (!answer.found()) {
                throw new NoSuchStreamException();
            }
            return answer;
        });
    }
}
