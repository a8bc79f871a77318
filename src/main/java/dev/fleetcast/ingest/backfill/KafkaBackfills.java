package dev.fleetcast.ingest.backfill;

import dev.fleetcast.ingest.record.LateOffsets;
import dev.fleetcast.ingest.record.RecordInterpreter;
import dev.fleetcast.ingest.record.TripFields;
import dev.fleetcast.kafka.KafkaClients;
import dev.fleetcast.kafka.TopicLookup;
import dev.fleetcast.stream.event.GapReason;
import dev.fleetcast.stream.spi.Backfills;
import dev.fleetcast.stream.spi.ResumeConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Accepts backfill requests and serves them in two lanes, so that a stream that was away for seconds does not wait for
 * the long scan of another.
 */
@ApplicationScoped
class KafkaBackfills implements Backfills {

    private static final long LONG_SCAN_RECORDS = 200_000;

    private final BackfillMetrics metrics;
    private final int maxWaiting;
    private final BackfillWorker shortScans;
    private final BackfillWorker longScans;

    KafkaBackfills(
            KafkaClients kafka,
            RecordInterpreter interpreter,
            LateOffsets late,
            TopicLookup topics,
            TripFields trips,
            BackfillMetrics metrics,
            ResumeConfig config) {
        this.metrics = metrics;
        this.maxWaiting = config.maxWaiting();
        Supplier<BackfillScan> scans = () -> new BackfillScan(interpreter, late, topics::existing, trips, metrics);
        this.shortScans = new BackfillWorker("fleetcast-replay-short", kafka::rangeConsumer, scans);
        this.longScans = new BackfillWorker("fleetcast-replay-long", kafka::rangeConsumer, scans);
    }

    @Override
    public Runnable request(Request request) {
        BackfillWorker lane = laneOf(request);
        PendingBackfill ticket = new PendingBackfill(request, metrics::waitsNoMore);
        if (metrics.waits() > maxWaiting) {
            ticket.refuse(GapReason.LIMIT, Map.of());
        } else {
            lane.add(ticket);
        }
        return () -> {
            ticket.cancel();
            lane.remove(ticket);
        };
    }

    void start(@Observes StartupEvent started) {
        shortScans.start();
        longScans.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        shortScans.close();
        longScans.close();
    }

    private BackfillWorker laneOf(Request request) {
        return BackfillRange.size(BackfillRange.of(request)) < LONG_SCAN_RECORDS ? shortScans : longScans;
    }
}
