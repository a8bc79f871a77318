package dev.fleetcast.stream;

import dev.fleetcast.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;

/** Puts what a client asks to the stream it asks it of, wherever that is open; safe for use by any thread. */
@ApplicationScoped
class StreamCalls {

    private final StreamRegistry registry;
    private final LocalStreams local;
    private final RemoteStreams remote;
    private final KafkaLink link;

    StreamCalls(StreamRegistry registry, LocalStreams local, RemoteStreams remote, KafkaLink link) {
        this.registry = registry;
        this.local = local;
        this.remote = remote;
        this.link = link;
    }

    /**
     * The id a client gave.
     *
     * @throws NotFoundException for what no stream can be called
     */
    static StreamId id(String text) {
        return StreamId.parse(text).orElseThrow(StreamCalls::noSuchStream);
    }

    /**
     * The stream's answer. Fails with a 404 when it is not open or not the caller's, and with a 503 problem when what is
     * needed for a true answer cannot be reached.
     */
    Uni<StreamAnswer> put(StreamCall call) {
        boolean here = registry.find(call.streamId()).isPresent();
        if (link.lostSince().isPresent() && !(here && call.kind() == StreamCall.Kind.PONG)) {
            return Uni.createFrom().failure(Problems.unavailable("Kafka cannot be reached just now"));
        }
        return (here ? local.answer(call) : remote.ask(call)).map(answer -> {
            if (!answer.found()) {
                throw noSuchStream();
            }
            return answer;
        });
    }

    private static NotFoundException noSuchStream() {
        return new NotFoundException("no such stream");
    }
}
