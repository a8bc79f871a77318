package dev.fleetcast.device.command.store;

import dev.fleetcast.device.command.stream.CommandStream;
import dev.fleetcast.device.command.stream.CommandStreams;
import dev.fleetcast.device.command.stream.QueueDue;
import dev.fleetcast.device.database.DatabaseException;
import dev.fleetcast.replica.Background;
import dev.fleetcast.replica.Rounds;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;

/** Gives the streams of this replica the commands that are kept for their devices. */
@ThreadSafe
@ApplicationScoped
class QueueDelivery {

    private static final Logger LOG = Logger.getLogger(QueueDelivery.class);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final CommandStreams streams;
    private final CommandDeliveries deliveries;
    private final ConcurrentMap<CommandStream, StreamQueue> queues = new ConcurrentHashMap<>();
    private final Background ticker = new Background("fleetcast-command-queues");
    private final Rounds ticks = ticker.rounds(TICK, () -> !queues.isEmpty(), this::tick);

    QueueDelivery(CommandStreams streams, CommandDeliveries deliveries) {
        this.streams = streams;
        this.deliveries = deliveries;
    }

    void stop(@Observes ShutdownEvent stopping) {
        ticker.close();
    }

    void due(@Observes QueueDue queue) {
        streams.of(queue.coreid())
                .map(stream -> queues.computeIfAbsent(stream, this::queue))
                .ifPresent(queued -> {
                    queued.wake();
                    ticks.begin();
                });
    }

    private StreamQueue queue(CommandStream stream) {
        return new StreamQueue(stream, deliveries, this::run, System::nanoTime);
    }

    private void tick() {
        queues.values().removeIf(StreamQueue::isOver);
        queues.values().forEach(StreamQueue::tick);
    }

    private void run(Runnable work) {
        Infrastructure.getDefaultWorkerPool().execute(() -> {
            try {
                work.run();
            } catch (DatabaseException away) {
                LOG.debug("The queue of commands does not answer; trying again", away);
            }
        });
    }
}
