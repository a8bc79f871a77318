package dev.fleetcast.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.ingest.Interpretation.Accepted;
import dev.fleetcast.kafka.BatchHandler;
import dev.fleetcast.stream.Router;
import dev.fleetcast.telemetry.KafkaPosition;
import dev.fleetcast.telemetry.LastKnownPositions;
import dev.fleetcast.telemetry.Timeliness;
import dev.fleetcast.telemetry.Update;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * The whole feed, on every replica: keeps the last known positions in memory and routes the updates of followed units.
 * Called by one thread, the feed reader's.
 */
@ApplicationScoped
class TelemetryFeed implements BatchHandler {

    private static final Logger LOG = Logger.getLogger(TelemetryFeed.class);

    private final RecordInterpreter interpreter;
    private final LastKnownPositions lastKnown;
    private final Router router;
    private final IngestMetrics metrics;
    private long sequence;

    TelemetryFeed(RecordInterpreter interpreter, LastKnownPositions lastKnown, Router router, IngestMetrics metrics) {
        this.interpreter = interpreter;
        this.lastKnown = lastKnown;
        this.router = router;
        this.metrics = metrics;
    }

    @Override
    public void handle(ConsumerRecords<byte[], byte[]> batch) {
        Instant receivedAt = Instant.now();
        List<Update> updates = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            if (interpreter.interpret(record) instanceof Accepted accepted) {
                takeAlone(record, accepted, receivedAt, updates);
            }
        }
        metrics.read(batch.count());
        if (!updates.isEmpty()) {
            router.route(updates);
        }
    }

    /** What nobody foresaw about one record must not cost the others of its batch. */
    private void takeAlone(
            ConsumerRecord<byte[], byte[]> record, Accepted accepted, Instant receivedAt, List<Update> updates) {
        try {
            take(record, accepted, receivedAt, updates);
        } catch (RuntimeException unforeseen) {
            metrics.failed();
            LOG.debugf(unforeseen, "record %s-%d@%d", record.topic(), record.partition(), record.offset());
        }
    }

    private void take(
            ConsumerRecord<byte[], byte[]> record, Accepted accepted, Instant receivedAt, List<Update> updates) {
        Instant recordTime = Instant.ofEpochMilli(record.timestamp());
        sequence++;
        // Into the last known positions first: see Router.isFollowed.
        Timeliness timeliness = lastKnown.offer(
                accepted.unit().id(),
                accepted.message(),
                accepted.raw(),
                new KafkaPosition(record.topic(), record.partition(), record.offset()),
                recordTime,
                receivedAt,
                sequence);
        if (router.isFollowed(accepted.unit().id())) {
            boolean notable = accepted.message().isNotable();
            boolean current = accepted.message().isPosition() && !timeliness.late();
            ObjectNode extended = Extension.extend(accepted.message(), accepted.unit(), timeliness, receivedAt);
            updates.add(new Update(
                    accepted.unit().id(),
                    accepted.unit().vehicle() == null
                            ? null
                            : accepted.unit().vehicle().id(),
                    accepted.message().type(),
                    notable,
                    current,
                    extended.toString().getBytes(StandardCharsets.UTF_8),
                    sequence,
                    recordTime));
        }
    }
}
