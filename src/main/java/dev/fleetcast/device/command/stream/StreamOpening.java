package dev.fleetcast.device.command.stream;

import dev.fleetcast.connection.Admission;
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
    private final Admission admission;
    private final DeviceConfig config;
    private final Duration life;

    StreamOpening(CommandStreams streams, Admission admission, DeviceConfig config, LifeInterval life) {
        this.streams = streams;
        this.admission = admission;
        this.config = config;
        this.life = life.time();
    }

    /**
     * Opens a stream on the response of an authorized request; called on its event loop.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 over a limit, 503 while this replica stops
     */
    public void open(CommandStreamRequest wanted, SseEventSink sink, RoutingContext request) {
        String address = NetworkAddress.of(request.request().remoteAddress());
        switch (admission.decide(address, streams::admit)) {
            case DRAINING -> throw Problems.unavailable("This replica is stopping. Connect again.");
            case FULL -> throw Problems.tooMany("Too many command streams are open.", TOO_MANY_FOR);
            case ADMITTED -> open(wanted, address, SseConnection.of(sink, request));
        }
    }

    private void open(CommandStreamRequest wanted, String address, SseConnection connection) {
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
        // Before the device sees the response: the next stream that it opens is the newer one.
        streams.enter(stream);
        stream.begin();
    }
}
