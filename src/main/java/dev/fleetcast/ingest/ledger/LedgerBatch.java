package dev.fleetcast.ingest.ledger;

import dev.fleetcast.ingest.record.IngestConfig;
import dev.fleetcast.ingest.record.RecordInterpreter.Interpretation;
import dev.fleetcast.ingest.record.RecordInterpreter.Interpretation.Rejected;
import dev.fleetcast.ingest.record.RecordInterpreter.Interpretation.Usable;
import dev.fleetcast.ingest.record.Updates;
import dev.fleetcast.ingest.unknown.UnknownTally;
import dev.fleetcast.kafka.consumer.Unread;
import dev.fleetcast.kafka.record.DeadLetters;
import dev.fleetcast.telemetry.LastKnownPositions;
import dev.fleetcast.telemetry.LastKnownPositions.LastKnown;
import dev.fleetcast.telemetry.UnitId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/**
 * The ledger's unwritten work: dead letters to send, last known positions that changed, and the batches to acknowledge
 * once both are written. Keeps no records of a batch but those to write. Not thread-safe.
 */
public final class LedgerBatch {

    /** Enough for two seconds of 10,000 records each: a busy feed must not fill a page before it is due. */
    private static final long FULL = 24 << 20;
    /** Bytes of a record besides its value: key, headers and objects. */
    private static final int OVERHEAD = 256;

    private final LastKnownPositions known;
    private final IngestConfig config;
    // For this page only: the feed must not see positions that it has not read itself.
    private final LastKnownPositions entered = new LastKnownPositions();
    private final List<ProducerRecord<byte[], byte[]>> deadLetters = new ArrayList<>();
    private final List<Supplier<CompletionStage<Void>>> acknowledgements = new ArrayList<>();
    private final UnknownTally unknown = new UnknownTally();
    private int accepted;
    private int unread;
    private long bytes;

    /** @param known the positions known to this replica's feed; the newer of the two is written */
    public LedgerBatch(LastKnownPositions known, IngestConfig config) {
        this.known = known;
        this.config = config;
    }

    public void enter(ConsumerRecord<byte[], byte[]> record, Interpretation interpretation, Instant readAt) {
        bytes += OVERHEAD + (record.value() == null ? 0 : record.value().length);
        if (interpretation instanceof Rejected rejected) {
            unread += Unread.is(record) ? 1 : 0;
            deadLetters.add(DeadLetters.of(config.deadLetterTopic(), record, rejected.reason()));
            if (rejected.unknownKey() != null) {
                unknown.add(rejected.unknownKey(), record, readAt);
            }
        } else if (interpretation instanceof Usable message) {
            accepted++;
            offer(record, message, readAt);
        }
    }

    /** Without the message itself, which has its records. */
    void toAcknowledge(Message<?> batch) {
        Function<Metadata, CompletionStage<Void>> acknowledge = batch.getAckWithMetadata();
        acknowledgements.add(() -> acknowledge.apply(Metadata.empty()));
    }

    /** Whether the page takes so much memory that it must be written before any other batch is entered. */
    boolean isFull() {
        return bytes >= FULL;
    }

    int accepted() {
        return accepted;
    }

    int deadLetterCount() {
        return deadLetters.size();
    }

    /** What names no unit. */
    UnknownTally unknown() {
        return unknown;
    }

    /** The number of dead letters without content, because the record was not read. */
    int unreadCount() {
        return unread;
    }

    /** Each acknowledges a batch. */
    List<Supplier<CompletionStage<Void>>> acknowledgements() {
        return acknowledgements;
    }

    /** Returns the records that Kafka must acknowledge before the batches are acknowledged. */
    List<ProducerRecord<byte[], byte[]>> records() {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(deadLetters);
        entered.forEach((unit, last) -> records.add(written(unit, newest(unit, last))));
        return records;
    }

    private LastKnown newest(UnitId unit, LastKnown here) {
        return known.of(unit).filter(there -> there.newerThan(here)).orElse(here);
    }

    private ProducerRecord<byte[], byte[]> written(UnitId unit, LastKnown last) {
        return new ProducerRecord<>(
                config.lastKnownTopic(),
                null,
                LastKnownRecords.key(unit),
                last.message(),
                LastKnownRecords.headers(last));
    }

    private void offer(ConsumerRecord<byte[], byte[]> record, Usable message, Instant readAt) {
        entered.offer(
                message.unit().id(),
                message.report(),
                message.raw(),
                Updates.position(record),
                Updates.time(record),
                readAt,
                0);
    }
}
