package dev.fleetcast.stream;

import dev.fleetcast.kafka.KafkaConnectivity;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.stream.spi.NoSuchStreamException;
import dev.fleetcast.stream.spi.StreamTable;
import dev.fleetcast.stream.spi.StreamTable.StreamRecord;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Saves the subscriptions of streams to Kafka. Writes that failed during an outage are repeated afterwards. */
@ThreadSafe
@ApplicationScoped
public class StreamRecords implements KafkaConnectivity.Listener {

    private static final Duration RETRY = Duration.ofSeconds(30);

    private final StreamTable table;
    private final Set<Stream> unsaved = ConcurrentHashMap.newKeySet();

    StreamRecords(StreamTable table) {
        this.table = table;
    }

    void start(@Observes StartupEvent started, Vertx vertx, KafkaConnectivity link) {
        link.listen(this);
        vertx.setPeriodic(RETRY.toMillis(), due -> saveUnsaved());
    }

    /**
     * Saves the current state of the stream; completes once every replica is certain to see it. Fails with a 404 if the
     * stream has ended, and with a 503 problem if Kafka does not respond or another replica has just taken over the
     * stream.
     */
    public Uni<Void> save(Stream stream) {
        return Uni.createFrom()
                .<Uni<Boolean>>emitter(emitter -> stream.execute(() -> {
                    if (stream.isClosed()) {
                        emitter.fail(new NoSuchStreamException());
                    } else {
                        // On the stream's loop, so that later writes always contain later state.
                        emitter.complete(table.write(stream.record(false)));
                    }
                }))
                .flatMap(write -> write)
                .onFailure(failed -> !(failed instanceof NoSuchStreamException))
                .invoke(failed -> unsaved.add(stream))
                .map(counts -> {
                    if (!counts) {
                        throw Problems.unavailable("The stream has just moved to another replica. Try again.");
                    }
                    unsaved.remove(stream);
                    return null;
                });
    }

    /** Like {@link #save}, fire and forget. */
    public void saveSometime(Stream stream) {
        if (stream.owner() != null) {
            save(stream).subscribe().with(done -> {}, failed -> {});
        }
    }

    /** Saves the record, fire and forget. Called on the stream's event loop; never blocks. */
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
