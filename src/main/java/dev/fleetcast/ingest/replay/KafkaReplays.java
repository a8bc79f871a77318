package dev.fleetcast.ingest.replay;

import dev.fleetcast.ingest.record.LateOffsets;
import dev.fleetcast.ingest.record.RecordInterpreter;
import dev.fleetcast.ingest.record.TripFields;
import dev.fleetcast.kafka.KafkaClients;
import dev.fleetcast.kafka.TopicLookup;
import dev.fleetcast.stream.event.GapReason;
import dev.fleetcast.stream.spi.Replays;
import dev.fleetcast.stream.spi.ResumeConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Accepts replay requests and serves them in two lanes, so that a stream that was away for seconds does not wait for
 * the long scan of another.
 */
@ApplicationScoped
class KafkaReplays implements Replays {

    private static final long LONG_SCAN_RECORDS = 200_000;

    private final ReplayMetrics metrics;
    private final int maxWaiting;
    private final ReplayWorker shortScans;
    private final ReplayWorker longScans;

    KafkaReplays(
            KafkaClients kafka,
            RecordInterpreter interpreter,
            LateOffsets late,
            TopicLookup topics,
            TripFields trips,
            ReplayMetrics metrics,
            ResumeConfig config) {
        this.metrics = metrics;
        this.maxWaiting = config.maxWaiting();
        Supplier<ReplayScan> scans = () -> new ReplayScan(interpreter, late, topics::existing, trips, metrics);
        this.shortScans = new ReplayWorker("fleetcast-replay-short", kafka::rangeConsumer, scans);
        this.longScans = new ReplayWorker("fleetcast-replay-long", kafka::rangeConsumer, scans);
    }

    @Override
    public Runnable request(Request request) {
        ReplayWorker lane = laneOf(request);
        PendingReplay ticket = new PendingReplay(request, metrics::waitsNoMore);
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

    private ReplayWorker laneOf(Request request) {
        return ReplayRange.size(ReplayRange.of(request)) < LONG_SCAN_RECORDS ? shortScans : longScans;
    }
}
