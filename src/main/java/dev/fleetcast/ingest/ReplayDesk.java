package dev.fleetcast.ingest;

import dev.fleetcast.kafka.KafkaClients;
import dev.fleetcast.kafka.TopicLookup;
import dev.fleetcast.stream.GapReason;
import dev.fleetcast.stream.Replays;
import dev.fleetcast.stream.ResumeConfig;
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
class ReplayDesk implements Replays {

    private static final long LONG_SCAN_RECORDS = 200_000;

    private final ReplayMetrics metrics;
    private final int maxWaiting;
    private final ReplayLane shortScans;
    private final ReplayLane longScans;

    ReplayDesk(
            KafkaClients kafka,
            RecordInterpreter interpreter,
            LateOffsets late,
            TopicLookup topics,
            ReplayMetrics metrics,
            ResumeConfig config) {
        this.metrics = metrics;
        this.maxWaiting = config.maxWaiting();
        Supplier<ReplayScan> scans = () -> new ReplayScan(interpreter, late, topics::existing, metrics);
        this.shortScans = new ReplayLane("fleetcast-replay-short", kafka::exactConsumer, scans);
        this.longScans = new ReplayLane("fleetcast-replay-long", kafka::exactConsumer, scans);
    }

    @Override
    public Runnable request(Request request) {
        ReplayLane lane = laneOf(request);
        ReplayTicket ticket = new ReplayTicket(request, metrics::waitsNoMore);
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

    private ReplayLane laneOf(Request request) {
        return ReplayRange.size(ReplayRange.of(request)) < LONG_SCAN_RECORDS ? shortScans : longScans;
    }
}
