package dev.fleetcast.stream.api;

import dev.fleetcast.stream.StreamContext.AreaSources;
import dev.fleetcast.stream.StreamContext.ResumeSources;
import dev.fleetcast.access.Viewer;
import dev.fleetcast.connection.Drainable;
import dev.fleetcast.kafka.KafkaConnectivity;
import dev.fleetcast.memory.MemoryBudgets;
import dev.fleetcast.memory.MemoryKind;
import dev.fleetcast.replica.ThisReplica;
import dev.fleetcast.sse.SseConnection;
import dev.fleetcast.stream.Router;
import dev.fleetcast.stream.Stream;
import dev.fleetcast.stream.StreamContext;
import dev.fleetcast.stream.StreamLoop;
import dev.fleetcast.stream.StreamRecords;
import dev.fleetcast.stream.StreamRegistry;
import dev.fleetcast.stream.area.Areas;
import dev.fleetcast.stream.cursor.CursorCodec;
import dev.fleetcast.stream.event.ByeReason;
import dev.fleetcast.stream.event.ControlEvents;
import dev.fleetcast.stream.event.Envelope;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.event.StreamMetrics;
import dev.fleetcast.stream.spi.Replays;
import dev.fleetcast.stream.spi.ResumeConfig;
import dev.fleetcast.stream.spi.Snapshots;
import dev.fleetcast.stream.spi.StreamConfig;
import dev.fleetcast.stream.spi.StreamTable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Puts streams on connections, lets clients wait for theirs, and turns clients away. Called on their event loops. */
@ApplicationScoped
class StreamConnections implements Drainable {

    /**
     * A client that wants a stream.
     *
     * @param viewer null while anonymous
     * @param opened takes the stream, on the event loop
     */
    record Arrival(SseConnection connection, Envelope envelope, Viewer viewer, Consumer<Stream> opened) {}

    private final Set<SseConnection> waiting = ConcurrentHashMap.newKeySet();
    private final Router router;
    private final StreamRegistry registry;
    private final StreamMetrics metrics;
    private final ThisReplica replica;
    private final KafkaConnectivity link;
    private final StreamContext parts;

    StreamConnections(
            Router router,
            StreamRegistry registry,
            StreamMetrics metrics,
            ThisReplica replica,
            KafkaConnectivity link,
            StreamRecords records,
            CursorCodec cursors,
            Replays replays,
            Snapshots snapshots,
            Areas areas,
            StreamConfig config,
            ResumeConfig resume,
            MemoryBudgets budgets) {
        this.router = router;
        this.registry = registry;
        this.metrics = metrics;
        this.replica = replica;
        this.link = link;
        this.parts = new StreamContext(
                config,
                resume.maxAge(),
                cursors,
                records::keep,
                new ResumeSources(replays, snapshots, router::readTo, resume, budgets.of(MemoryKind.REPLAYS)),
                new AreaSources(areas::find, areas::isInside, records::save, budgets.of(MemoryKind.AREAS)),
                budgets.of(MemoryKind.QUEUES));
    }

    /**
     * Puts a stream on the client's connection; it has sent nothing yet.
     *
     * @param claim the token under which this replica holds the stream
     */
    Stream carry(Arrival client, StreamId id, String claim) {
        SseConnection connection = client.connection();
        StreamLoop loop = router.loop(connection.loop());
        Stream stream = new Stream(
                new StreamTable.Hold(id, replica.id(), claim),
                client.envelope(),
                connection.address(),
                connection.outlet(),
                loop,
                parts);
        connection.carry(stream::gone);
        loop.add(stream);
        registry.opened(stream);
        client.opened().accept(stream);
        return stream;
    }

    /** A token for a new claim of a stream. */
    String newClaim() {
        return StreamId.random(replica.id()).value();
    }

    /** Tells the client of the stream if Kafka is unreachable. */
    void reportOutage(Stream stream) {
        link.lostSince().ifPresent(stream::degraded);
    }

    /** Runs {@code then} with the result unless the client is gone by then, see {@link SseConnection#await}. */
    <T> void await(SseConnection connection, Uni<T> awaited, Consumer<T> then) {
        waiting.add(connection);
        connection.await(awaited.onTermination().invoke(() -> waiting.remove(connection)), then);
    }

    void turnAway(SseConnection connection, ByeReason reason) {
        metrics.ended(reason);
        connection.turnAway(ControlEvents.bye(reason));
    }

    /** Turns away the clients that have no stream yet because this replica has not loaded the required data. */
    @Override
    public Collection<Runnable> closings() {
        return waiting.stream()
                .<Runnable>map(connection -> () -> connection.turnAway(ControlEvents.bye(ByeReason.DRAIN)))
                .toList();
    }
}
