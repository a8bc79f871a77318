package dev.fleetcast.device.command.store;

import dev.fleetcast.device.command.CommandWriter;
import dev.fleetcast.device.command.store.QueuedCommands.Added;
import dev.fleetcast.device.command.store.QueuedCommands.Addition;
import dev.fleetcast.device.command.stream.QueueDue;
import dev.fleetcast.device.database.DatabaseException;
import dev.fleetcast.kafka.KafkaConnectivity;
import dev.fleetcast.replica.Background;
import dev.fleetcast.replica.LiveReplicas;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.replica.ThisReplica;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Puts every command that is kept into Kafka as well, where the replica with the device's stream, and gateways, learn
 * of it: at once if possible, in order per device, and at least once. Also ends what has expired.
 */
@ThreadSafe
@ApplicationScoped
public class QueuePublishing {

    private static final Logger LOG = Logger.getLogger(QueuePublishing.class);
    private static final Duration RHYTHM = Duration.ofSeconds(1);
    private static final Duration SWEEP = Duration.ofSeconds(10);
    /** How long the sender of a command waits for Kafka; the command is kept anyway. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final QueuedCommands commands;
    private final CommandDeliveries deliveries;
    private final CommandWriter writer;
    private final Event<QueueDue> due;
    private final KafkaConnectivity link;
    private final LiveReplicas replicas;
    private final ReplicaId me;
    private final Background background = new Background("fleetcast-command-queue");

    QueuePublishing(
            QueuedCommands commands,
            CommandDeliveries deliveries,
            CommandWriter writer,
            Event<QueueDue> due,
            KafkaConnectivity link,
            LiveReplicas replicas,
            ThisReplica me) {
        this.commands = commands;
        this.deliveries = deliveries;
        this.writer = writer;
        this.due = due;
        this.link = link;
        this.replicas = replicas;
        this.me = me.id();
    }

    void start(@Observes StartupEvent started) {
        background.every(RHYTHM, this::publishLate);
        background.every(SWEEP, this::sweep);
    }

    void stop(@Observes ShutdownEvent stopping) {
        background.close();
    }

    /** Stores a command and announces it; fails with a 503 problem if the database does not answer. */
    public Uni<Addition> add(NewCommand wanted) {
        return Uni.createFrom()
                .item(() -> commands.add(wanted))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .call(added -> added.how() == Added.NEW
                        ? tell(added)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> tell(Addition added) {
        String coreid = added.command().command().coreid();
        due.fire(new QueueDue(coreid));
        return !added.next()
                ? Uni.createFrom().voidItem()
                : writer.command(added.command().command(), null)
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .invoke(() -> deliveries.published(
                                List.of(added.command().command().id())))
                        .ifNoItem()
                        .after(PATIENCE)
                        .recoverWithItem((Void) null)
                        .onFailure()
                        .recoverWithNull();
    }

    private void publishLate() {
        if (!isMyTurn() || link.lostSince().isPresent()) {
            return;
        }
        try {
            for (QueuedCommand late : deliveries.unpublished()) {
                writer.command(late.command(), null).await().indefinitely();
                deliveries.published(List.of(late.command().id()));
            }
        } catch (RuntimeException away) {
            LOG.debug("Commands are not published yet", away);
        }
    }

    private void sweep() {
        try {
            deliveries.sweep();
        } catch (DatabaseException away) {
            LOG.debug("Commands that have expired are ended later", away);
        }
    }

    private boolean isMyTurn() {
        return replicas.live().stream()
                .min(Comparator.comparing(ReplicaId::value))
                .filter(me::equals)
                .isPresent();
    }
}
