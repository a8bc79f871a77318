package dev.fleetcast.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.Envelope;
import dev.fleetcast.stream.event.StreamMetrics;
import dev.fleetcast.stream.spi.Snapshots;
import dev.fleetcast.stream.spi.StreamConfig;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;

/** A router with one stream, for tests of the stages before the router. */
public final class RoutedStream {

    private final HandDrivenExecutor executor = new HandDrivenExecutor();
    private final RecordingOutlet outlet = new RecordingOutlet();
    private final Router router;
    private final Stream stream;

    /** A stream without subscriptions. */
    public RoutedStream() {
        StreamConfig config = Settings.of(StreamConfig.class, Map.of());
        StreamMetrics metrics = new StreamMetrics(new SimpleMeterRegistry());
        router = new Router(metrics, new StreamRegistry(config, null, metrics), config, TestParts.memory());
        StreamLoop loop = router.loop(executor);
        stream = new Stream(TestParts.held(), Envelope.TELEMETRY, "127.0.0.1", outlet, loop, TestParts.of(config));
        loop.add(stream);
    }

    /** The router that receives updates. */
    public Router router() {
        return router;
    }

    /** Follows the unit with every message, starting with its snapshot; sends the held position. */
    public void follow(long unit, Snapshots snapshots) {
        follow(unit, DeliveryMode.EVERY, snapshots);
    }

    /** Follows the unit and holds all its positions but the first. */
    public void followNewest(long unit, Snapshots snapshots) {
        follow(unit, DeliveryMode.latest(DeliveryMode.LONGEST), snapshots);
    }

    private void follow(long unit, DeliveryMode mode, Snapshots snapshots) {
        executor.turn();
        stream.subscriptions().follow(new UnitId(unit), mode, snapshots);
        executor.turn();
    }

    /**
     * Every event in short form, such as {@code ready 1} or {@code gps snapshot 1 #7}, with the {@code seq_no} last.
     */
    public List<String> story() {
        executor.turn();
        return outlet.story();
    }

    /** The messages in the events, in order. */
    public List<JsonNode> messages() {
        executor.turn();
        return outlet.data().stream()
                .filter(data -> data.has("telemetry"))
                .map(data -> data.get("telemetry"))
                .toList();
    }
}
