package dev.fleetcast.device.command.stream;

import dev.fleetcast.connection.Doors;
import dev.fleetcast.connection.Draining;
import dev.fleetcast.connection.NetworkAddress;
import dev.fleetcast.device.DeviceConfig;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.sse.LifeInterval;
import dev.fleetcast.sse.SseConnection;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/** Opens command streams. */
@ApplicationScoped
public class StreamOpening {

    private static final Duration TOO_MANY_FOR = Duration.ofMinutes(1);

    private final CommandStreams streams;
    private final Draining draining;
    private final Doors doors;
    private final DeviceConfig config;
    private final Duration life;

    StreamOpening(CommandStreams streams, Draining draining, Doors doors, DeviceConfig config, LifeInterval life) {
        this.streams = streams;
        this.draining = draining;
        this.doors = doors;
        this.config = config;
        this.life = life.time();
    }

    /**
     * Opens a stream on the response of an authorized request; called on its event loop.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 over a limit, 503 while this replica stops
     */
    public void open(CommandStreamRequest wanted, SseEventSink sink, RoutingContext request) {
        if (draining.isDraining()) {
            throw Problems.unavailable("This replica is stopping. Connect again.");
        }
        String address = NetworkAddress.of(request.request().remoteAddress());
        if (doors.areCrowded() || !streams.admit(address)) {
            throw Problems.tooMany("Too many command streams are open.", TOO_MANY_FOR);
        }
        SseConnection connection = SseConnection.of(sink, request);
        StreamTimes times = new StreamTimes(config.keepAlive(), life, config.slowTimeout(), System::nanoTime);
        CommandStream stream = new CommandStream(
                UUID.randomUUID().toString(),
                wanted,
                connection.outlet(),
                connection.loop(),
                times,
                InstantSource.system());
        connection.carry(() -> {
            stream.gone();
            streams.leave(stream);
            streams.dismiss(address);
        });
        stream.begin();
        streams.enter(stream);
    }
}
