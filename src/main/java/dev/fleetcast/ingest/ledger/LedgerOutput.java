package dev.fleetcast.ingest.ledger;

import dev.fleetcast.ingest.record.IngestConfig;
import dev.fleetcast.ingest.record.IngestMetrics;
import dev.fleetcast.kafka.record.BulkWriter;
import dev.fleetcast.kafka.record.DeadLetters;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/** Writes what the ledger has found to Kafka: all records of a page together, then again each that has failed. */
@ApplicationScoped
class LedgerOutput {

    private static final Logger LOG = Logger.getLogger(LedgerOutput.class);
    private static final String CHANNEL = "ledger-out";
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);

    private final Function<List<ProducerRecord<byte[], byte[]>>, Uni<List<ProducerRecord<byte[], byte[]>>>> together;
    private final MutinyEmitter<ProducerRecord<byte[], byte[]>> out;
    private final IngestConfig config;
    private final IngestMetrics metrics;
    private volatile boolean warnedOfSize;

    @Inject
    LedgerOutput(
            KafkaClientService clients,
            @Channel(CHANNEL) @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<ProducerRecord<byte[], byte[]>> out,
            IngestConfig config,
            IngestMetrics metrics) {
        this(new BulkWriter(clients, CHANNEL)::write, out, config, metrics);
    }

    /** @param together writes records, and returns those that it could not write */
    LedgerOutput(
            Function<List<ProducerRecord<byte[], byte[]>>, Uni<List<ProducerRecord<byte[], byte[]>>>> together,
            MutinyEmitter<ProducerRecord<byte[], byte[]>> out,
            IngestConfig config,
            IngestMetrics metrics) {
        this.together = together;
        this.out = out;
        this.config = config;
        this.metrics = metrics;
    }

    /** Completes when all are written, however long that takes. */
    Uni<Void> write(List<ProducerRecord<byte[], byte[]>> records) {
        return together.apply(records).onFailure().recoverWithItem(records).chain(this::writeEach);
    }

    private Uni<Void> writeEach(List<ProducerRecord<byte[], byte[]>> records) {
        if (records.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Uni<Void>> writes = records.stream().map(this::write).toList();
        return Uni.join().all(writes).andFailFast().replaceWithVoid();
    }

    private Uni<Void> write(ProducerRecord<byte[], byte[]> record) {
        return Uni.createFrom()
                .deferred(() -> out.send(record))
                .onFailure(RecordTooLargeException.class)
                .recoverWithUni(() -> writeBare(record))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofSeconds(1), LONGEST_BACK_OFF)
                .indefinitely();
    }

    /** Sends a dead letter again without content; skips a last known position. */
    private Uni<Void> writeBare(ProducerRecord<byte[], byte[]> record) {
        if (!record.topic().equals(config.deadLetterTopic())) {
            return Uni.createFrom().item(() -> leftOut(record));
        }
        return Uni.createFrom()
                .deferred(() -> out.send(DeadLetters.bare(record)))
                .invoke(() -> metrics.bareLetters(1));
    }

    /** A retry would fail again and block all further writes. */
    private Void leftOut(ProducerRecord<byte[], byte[]> record) {
        if (!warnedOfSize) {
            warnedOfSize = true;
            LOG.warnf(
                    "A record is too large for topic %s and is left out; further ones are left out without a log entry",
                    record.topic());
        }
        return null;
    }
}
