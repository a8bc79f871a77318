package dev.fleetcast.ingest.ledger;

import dev.fleetcast.ingest.record.IngestConfig;
import dev.fleetcast.ingest.record.IngestMetrics;
import dev.fleetcast.ingest.record.RecordInterpreter;
import dev.fleetcast.ingest.unknown.UnknownLedger;
import dev.fleetcast.kafka.record.DeadLetters;
import dev.fleetcast.telemetry.LastKnownPositions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Does the work that must happen once per deployment; a consumer group shares the partitions among the replicas. Sends
 * unusable records to the dead-letter topic, counts messages, lists unknown devices, and writes last known positions.
 * Commits offsets afterwards; after a crash the next owner of the partition repeats the uncommitted work.
 */
@ApplicationScoped
public class TelemetryLedger {

    private static final Logger LOG = Logger.getLogger(TelemetryLedger.class);
    /** The maximum number of batches on a page: no more are requested until it is written. */
    private static final int FULL_PAGE = 50;

    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);

    private final Multi<Message<ConsumerRecords<byte[], byte[]>>> batches;
    private final MutinyEmitter<ProducerRecord<byte[], byte[]>> out;
    private final RecordInterpreter interpreter;
    private final LastKnownPositions positions;
    private final IngestConfig config;
    private final IngestMetrics metrics;
    private final UnknownLedger unknown;
    private LedgerBatch page;
    private volatile boolean tooLargeTold;

    TelemetryLedger(
            @Channel("telemetry-ledger") Multi<Message<ConsumerRecords<byte[], byte[]>>> batches,
            @Channel("ledger-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<ProducerRecord<byte[], byte[]>> out,
            RecordInterpreter interpreter,
            LastKnownPositions positions,
            IngestConfig config,
            IngestMetrics metrics,
            UnknownLedger unknown) {
        this.batches = batches;
        this.out = out;
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
        return page.batches().size() < FULL_PAGE ? Uni.createFrom().voidItem() : turnPage();
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
        if (full.batches().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return write(full.records())
                .invoke(() -> {
                    metrics.accepted(full.accepted());
                    metrics.deadLetters(full.deadLetterCount());
                    metrics.bareLetters(full.unreadCount());
                })
                .chain(() -> unknown.add(full.unknown()))
                .chain(() -> acknowledge(full.batches()));
    }

    private Uni<Void> write(List<ProducerRecord<byte[], byte[]>> records) {
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
        if (!tooLargeTold) {
            tooLargeTold = true;
            LOG.warnf(
                    "A record is too large for topic %s and is left out; further ones are left out without a log entry",
                    record.topic());
        }
        return null;
    }

    private static Uni<Void> acknowledge(List<Message<?>> batches) {
        List<Uni<Void>> acknowledgements = batches.stream()
                .map(batch -> Uni.createFrom().completionStage(batch::ack))
                .toList();
        return Uni.join().all(acknowledgements).andFailFast().replaceWithVoid();
    }

    @SuppressWarnings("unchecked")
    private static ConsumerRecords<byte[], byte[]> records(IncomingKafkaRecordBatchMetadata<?, ?> metadata) {
        return (ConsumerRecords<byte[], byte[]>) metadata.getRecords();
    }
}
