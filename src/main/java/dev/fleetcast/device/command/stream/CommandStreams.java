package dev.fleetcast.device.command.stream;

import dev.fleetcast.connection.Drainable;
import dev.fleetcast.connection.Quota;
import dev.fleetcast.device.command.CommandConfig;
import dev.fleetcast.device.command.CommandMetrics;
import dev.fleetcast.replica.Background;
import dev.fleetcast.replica.Rounds;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The open command streams of this replica, one per device: the newest. */
@ThreadSafe
@Startup
@ApplicationScoped
public class CommandStreams implements Drainable {

    private static final Duration TICK = Duration.ofMillis(250);

    private final ConcurrentMap<String, CommandStream> streams = new ConcurrentHashMap<>();
    private final Quota<String> quota;
    private final DeviceStreams all;
    private final Event<QueueDue> queue;
    private final Background ticker = new Background("fleetcast-command-streams");
    private final Rounds ticks =
            ticker.rounds(TICK, () -> !streams.isEmpty(), () -> streams.values().forEach(CommandStream::tickSoon));

    CommandStreams(CommandConfig config, DeviceStreams all, Event<QueueDue> queue, CommandMetrics metrics) {
        this.quota = new Quota<>(config.maxCommandStreams(), config.maxCommandStreamsPerAddress());
        this.all = all;
        this.queue = queue;
        metrics.watch(streams);
    }

    void stop(@Observes ShutdownEvent stopping) {
        ticker.close();
        closings().forEach(Runnable::run);
    }

    /** Reserves a slot for a stream from {@code address}; false if a limit is reached. */
    boolean admit(String address) {
        return quota.take(address);
    }

    /** Releases the slot of an {@link #admit admitted} stream. */
    void dismiss(String address) {
        quota.giveBack(address);
    }

    /** Enters a stream in place of an older one of its device, and notifies senders of waiting commands. */
    void enter(CommandStream stream) {
        String coreid = stream.request().coreid();
        CommandStream older = streams.put(coreid, stream);
        ticks.begin();
        if (older != null) {
            older.end();
        }
        all.opened(stream);
        queue.fire(new QueueDue(coreid));
    }

    /** Removes a stream that has closed. */
    void leave(CommandStream stream) {
        if (streams.remove(stream.request().coreid(), stream)) {
            all.closed(stream);
        }
    }

    /** The device's stream on this replica. */
    public Optional<CommandStream> of(String coreid) {
        return Optional.ofNullable(streams.get(coreid));
    }

    /** The devices with a stream on this replica. */
    public Collection<String> coreids() {
        return List.copyOf(streams.keySet());
    }

    @Override
    public Collection<Runnable> closings() {
        List<Runnable> ends = new ArrayList<>();
        streams.values().forEach(stream -> ends.add(stream::end));
        return ends;
    }
}
