package dev.fleetcast.stream;

import dev.fleetcast.problem.Problems;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.NotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees to it that what streams follow is written down. What could not be written while Kafka was away is written when it is
 * back. Safe for use by any thread.
 */
@ApplicationScoped
class StreamRecords implements StreamKeeper, KafkaLink.Listener {

    private static final Duration RETRY = Duration.ofSeconds(30);

    private final StreamTable table;
    private final Set<Stream> unsaved = ConcurrentHashMap.newKeySet();

    StreamRecords(StreamTable table) {
        this.table = table;
    }

    void start(@Observes StartupEvent started, Vertx vertx, KafkaLink link) {
        link.listen(this);
        vertx.setPeriodic(RETRY.toMillis(), due -> saveUnsaved());
    }

    /**
     * Writes the stream down as it is now; completes when every replica is sure to know. Fails with a 404 when the stream
     * has ended and with a 503 problem when Kafka does not answer or another replica has just taken the stream over.
     */
    Uni<Void> save(Stream stream) {
        return Uni.createFrom()
                .<Uni<Boolean>>emitter(emitter -> stream.execute(() -> {
                    if (stream.isClosed()) {
                        emitter.fail(new NotFoundException("no such stream"));
                    } else {
                        // On the stream's loop, so that of two writes the later one is of the later state.
                        emitter.complete(table.write(stream.record(false)));
                    }
                }))
                .flatMap(write -> write)
                .onFailure(failed -> !(failed instanceof NotFoundException))
                .invoke(failed -> unsaved.add(stream))
                .map(counts -> {
                    if (!counts) {
                        throw Problems.unavailable("the stream has just moved to another replica");
                    }
                    unsaved.remove(stream);
                    return null;
                });
    }

    /** As {@link #save}, for whom the outcome does not matter now. */
    void saveSometime(Stream stream) {
        if (stream.owner() != null) {
            save(stream).subscribe().with(done -> {}, failed -> {});
        }
    }

    @Override
    public void keep(StreamRecord record) {
        table.write(record).subscribe().with(done -> {}, failed -> {});
    }

    @Override
    public void back(Instant lostSince) {
        saveUnsaved();
    }

    private void saveUnsaved() {
        Set<Stream> due = Set.copyOf(unsaved);
        unsaved.removeAll(due);
        due.forEach(this::saveSometime);
    }
}
