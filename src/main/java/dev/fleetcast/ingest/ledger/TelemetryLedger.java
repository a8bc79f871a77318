package dev.fleetcast.ingest.ledger;

import dev.fleetcast.ingest.record.IngestConfig;
import dev.fleetcast.ingest.record.IngestMetrics;
import dev.fleetcast.ingest.record.RecordInterpreter;
import dev.fleetcast.ingest.unknown.UnknownLedger;
import dev.fleetcast.telemetry.LastKnownPositions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Does the work that must happen once per deployment; a consumer group shares the partitions among the replicas. Sends
 * unusable records to the dead-letter topic, counts messages, lists unknown devices, and writes last known positions.
 * Commits offsets afterwards; after a crash the next owner of the partition repeats the uncommitted work.
 */
@ApplicationScoped
public class TelemetryLedger {

    private static final Logger LOG = Logger.getLogger(TelemetryLedger.class);

    private final Multi<Message<ConsumerRecords<byte[], byte[]>>> batches;
    private final LedgerOutput output;
    private final RecordInterpreter interpreter;
    private final LastKnownPositions positions;
    private final IngestConfig config;
    private final IngestMetrics metrics;
    private final UnknownLedger unknown;
    private LedgerBatch page;

    TelemetryLedger(
            @Channel("telemetry-ledger") Multi<Message<ConsumerRecords<byte[], byte[]>>> batches,
            LedgerOutput output,
            RecordInterpreter interpreter,
            LastKnownPositions positions,
            IngestConfig config,
            IngestMetrics metrics,
            UnknownLedger unknown) {
        this.batches = batches;
        this.output = output;
        this.interpreter = interpreter;
        this.positions = positions;
        this.config = config;
        this.metrics = metrics;
        this.unknown = unknown;
        this.page = new LedgerBatch(positions, config);
    }

    /** Starts reading; cancel the result to stop. */
    public Cancellable start() {
        Multi<Optional<Message<ConsumerRecords<byte[], byte[]>>>> turns = Multi.createFrom()
                .ticks()
                .every(config.ledgerInterval())
                .onOverflow()
                .drop()
                .map(tick -> Optional.empty());
        // Batches come on the reader's thread, which must go on polling to stay in the group.
        Multi<Message<ConsumerRecords<byte[], byte[]>>> beside =
                batches.emitOn(Infrastructure.getDefaultWorkerPool(), 1);
        // Steps run one at a time, whether from Kafka or from the clock: the page needs no lock.
        return Multi.createBy()
                .merging()
                .withRequests(1)
                .streams(beside.map(Optional::of), turns)
                .onItem()
                .transformToUniAndConcatenate(step -> step.map(this::enter).orElseGet(this::turnPage))
                .subscribe()
                .with(done -> {}, failure -> LOG.error("The ledger has stopped", failure));
    }

    private Uni<Void> enter(Message<ConsumerRecords<byte[], byte[]>> batch) {
        Instant readAt = Instant.now();
        ConsumerRecords<byte[], byte[]> records = batch.getMetadata(IncomingKafkaRecordBatchMetadata.class)
                .map(TelemetryLedger::records)
                .orElseThrow();
        records.forEach(record -> enterAlone(record, readAt));
        page.toAcknowledge(batch);
        return page.isFull() ? turnPage() : Uni.createFrom().voidItem();
    }

    /** An unexpected failure skips one record and does not end the ledger. */
    private void enterAlone(ConsumerRecord<byte[], byte[]> record, Instant readAt) {
        try {
            page.enter(record, interpreter.glance(record, unit -> false), readAt);
        } catch (RuntimeException unforeseen) {
            metrics.failed();
            LOG.debugf(
                    unforeseen,
                    "Unexpected failure at record %s-%d@%d",
                    record.topic(),
                    record.partition(),
                    record.offset());
        }
    }

    /** Writes the page, retrying until it succeeds, then acknowledges its batches. */
    private Uni<Void> turnPage() {
        LedgerBatch full = page;
        page = new LedgerBatch(positions, config);
        if (full.acknowledgements().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return output.write(full.records())
                .invoke(() -> {
                    metrics.accepted(full.accepted());
                    metrics.deadLetters(full.deadLetterCount());
                    metrics.bareLetters(full.unreadCount());
                })
                .chain(() -> unknown.add(full.unknown()))
                .chain(() -> acknowledge(full.acknowledgements()));
    }

    private static Uni<Void> acknowledge(List<Supplier<CompletionStage<Void>>> batches) {
        List<Uni<Void>> acknowledgements =
                batches.stream().map(Uni.createFrom()::completionStage).toList();
        return Uni.join().all(acknowledgements).andFailFast().replaceWithVoid();
    }

    @SuppressWarnings("unchecked")
    private static ConsumerRecords<byte[], byte[]> records(IncomingKafkaRecordBatchMetadata<?, ?> metadata) {
        return (ConsumerRecords<byte[], byte[]>) metadata.getRecords();
    }
}
