package dev.fleetcast.device.value;

import dev.fleetcast.device.database.DatabaseException;
import dev.fleetcast.device.event.DeviceEvent;
import dev.fleetcast.device.event.EventPublisher;
import dev.fleetcast.kafka.KafkaConnectivity;
import dev.fleetcast.replica.Background;
import dev.fleetcast.replica.LiveReplicas;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.replica.ThisReplica;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Tells followers, and devices with an event, of every change: at once if Kafka can be reached, in order per value, and
 * at least once.
 */
@ThreadSafe
@ApplicationScoped
public class ValueTeller {

    private static final Logger LOG = Logger.getLogger(ValueTeller.class);
    private static final Duration RHYTHM = Duration.ofSeconds(1);
    private static final Duration SWEEP = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ValueOutbox outbox;
    private final ValueRules rules;
    private final MutinyEmitter<ProducerRecord<byte[], byte[]>> out;
    private final String valuesTopic;
    private final EventPublisher publisher;
    private final KafkaConnectivity link;
    private final LiveReplicas replicas;
    private final ReplicaId me;
    private final Event<SharedValue> followers;
    /** How often each value was to be published since its publishing began. */
    private final ConcurrentMap<ValueName, Integer> telling = new ConcurrentHashMap<>();

    private final Background background = new Background("fleetcast-values");

    ValueTeller(
            ValueOutbox outbox,
            ValueRules rules,
            @Channel("device-values-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<ProducerRecord<byte[], byte[]>> out,
            ValueConfig config,
            EventPublisher publisher,
            KafkaConnectivity link,
            LiveReplicas replicas,
            ThisReplica me,
            Event<SharedValue> followers) {
        this.outbox = outbox;
        this.rules = rules;
        this.out = out;
        this.valuesTopic = config.valuesTopic();
        this.publisher = publisher;
        this.link = link;
        this.replicas = replicas;
        this.me = me.id();
        this.followers = followers;
    }

    void start(@Observes StartupEvent started) {
        background.every(RHYTHM, this::tellLate);
        background.every(SWEEP, this::sweep);
    }

    void stop(@Observes ShutdownEvent stopping) {
        background.close();
    }

    /** Tells a change that was made: to the followers of this replica at once. */
    public void tell(SharedValue changed) {
        followers.fire(changed);
        tell(changed.name());
    }

    private void tell(ValueName name) {
        if (telling.merge(name, 1, Integer::sum) == 1) {
            Infrastructure.getDefaultWorkerPool().execute(() -> tellAll(name));
        }
    }

    /** Once more for those who asked meanwhile: their changes may have been too late. */
    private void tellAll(ValueName name) {
        Integer asked;
        do {
            asked = telling.get(name);
            try {
                outbox.tell(name, this::publish);
            } catch (RuntimeException away) {
                LOG.debug("A change of a value is published later", away);
                telling.remove(name);
                return;
            }
        } while (!telling.remove(name, asked));
    }

    /** Devices first: what followers see, all devices know. */
    private void publish(SharedValue value) {
        rules.changeEvent(value.name().name())
                .filter(event -> !value.isDeleted())
                .ifPresent(
                        event -> publisher.publish(event(value, event)).await().atMost(PATIENCE));
        send(new ProducerRecord<>(
                valuesTopic, value.name().key().getBytes(StandardCharsets.US_ASCII), ValueRecord.of(value)));
    }

    private static DeviceEvent event(SharedValue value, String name) {
        return new DeviceEvent(
                DeviceEvent.API,
                name,
                ValueJson.ofChange(value.json()),
                DeviceEvent.USUAL_TTL,
                true,
                value.updatedAt().truncatedTo(ChronoUnit.MILLIS),
                "value:" + value.name().key() + ":" + value.version(),
                DeviceEvent.Origin.USER,
                Set.of(value.name().clientId()));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        out.send(record).await().atMost(PATIENCE);
    }

    private void tellLate() {
        boolean mine = replicas.live().stream()
                .min(Comparator.comparing(ReplicaId::value))
                .filter(me::equals)
                .isPresent();
        if (!mine || link.lostSince().isPresent()) {
            return;
        }
        try {
            outbox.late().forEach(this::tell);
        } catch (DatabaseException away) {
            LOG.debug("Changes of values are reported later", away);
        }
    }

    private void sweep() {
        try {
            outbox.sweep();
        } catch (DatabaseException away) {
            LOG.debug("Events that set values are forgotten later", away);
        }
    }
}
