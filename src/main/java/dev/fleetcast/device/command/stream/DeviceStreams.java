package dev.fleetcast.device.command.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.device.DeviceActivity;
import dev.fleetcast.device.DeviceConfig;
import dev.fleetcast.kafka.KafkaConnectivity;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.replica.Background;
import dev.fleetcast.replica.LiveReplicas;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.replica.ThisReplica;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Which device has a command stream, and where, over all replicas; reports when a device comes and goes. */
@ThreadSafe
@ApplicationScoped
public class DeviceStreams implements DeviceActivity {

    private static final Duration SWEEP = Duration.ofMillis(500);

    private final ReplicaId me;
    private final LiveReplicas replicas;
    private final Knowledge knowledge;
    private final KafkaConnectivity link;
    private final StatusReports reports;
    private final ObjectMapper json;
    private final MutinyEmitter<Record<String, String>> out;
    private final StreamTable table;
    private final Set<String> reporting = ConcurrentHashMap.newKeySet();
    /** The devices whose record Kafka did not take. */
    private final Set<String> untold = ConcurrentHashMap.newKeySet();

    private final Background sweeper = new Background("fleetcast-device-status");

    DeviceStreams(
            ThisReplica me,
            LiveReplicas replicas,
            Knowledge knowledge,
            KafkaConnectivity link,
            StatusReports reports,
            ObjectMapper json,
            @Channel("device-streams-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<Record<String, String>> out,
            DeviceConfig config) {
        this.me = me.id();
        this.replicas = replicas;
        this.knowledge = knowledge;
        this.link = link;
        this.reports = reports;
        this.json = json;
        this.out = out;
        this.table = new StreamTable(config.keepAlive().multipliedBy(2));
    }

    void start(@Observes StartupEvent started) {
        sweeper.every(SWEEP, this::sweep);
    }

    void stop(@Observes ShutdownEvent stopping) {
        sweeper.close();
    }

    @Override
    public boolean isConnected(String coreid) {
        return table.holder(coreid, replicas::isAlive).isPresent();
    }

    /** Whether another live replica has the device's stream. */
    public boolean isElsewhere(String coreid) {
        return table.holder(coreid, replicas::isAlive)
                .filter(holder -> !holder.equals(me.value()))
                .isPresent();
    }

    @Override
    public Optional<List<String>> functions(String coreid) {
        return table.of(coreid).map(StreamRecord::functions);
    }

    @Override
    public Optional<List<String>> variables(String coreid) {
        return table.of(coreid).map(StreamRecord::variables);
    }

    @Override
    public Optional<Instant> changedAt(String coreid) {
        return table.of(coreid).map(known -> Instant.ofEpochMilli(known.at()));
    }

    /** Notes that this replica has a stream of the device, and announces it to the others. */
    void opened(CommandStream stream) {
        String coreid = stream.request().coreid();
        StreamRecord record =
                StreamRecord.opened(me, stream, Instant.now(), table.of(coreid).orElse(null));
        table.heard(coreid, record);
        tell(coreid, record);
    }

    /** Notes that a stream of this replica has closed. */
    void closed(CommandStream stream) {
        String coreid = stream.request().coreid();
        table.of(coreid)
                .filter(known -> known.open() && known.stream().equals(stream.id()))
                .map(known -> known.closed(Instant.now()))
                .ifPresent(record -> {
                    table.heard(coreid, record);
                    tell(coreid, record);
                });
    }

    /**
     * Takes a record of the topic in.
     *
     * @param own the stream that this replica has of the device, or null
     * @return whether another replica has a newer stream of the device
     */
    public boolean heard(ConsumerRecord<byte[], byte[]> read, CommandStream own) {
        String coreid = new String(read.key(), StandardCharsets.UTF_8);
        Optional<StreamRecord> record = record(read.value());
        if (own == null) {
            record.ifPresentOrElse(known -> table.heard(coreid, known), () -> table.removed(coreid));
            return false;
        }
        if (record.filter(known -> known.stream().equals(own.id())).isPresent()) {
            own.isInLog();
            return false;
        }
        if (!own.wasInLog()) {
            // Older than the stream of this replica.
            return false;
        }
        if (record.filter(StreamRecord::open).isPresent()) {
            table.heard(coreid, record.get());
            return true;
        }
        // The late end of an older stream has covered this one in the log.
        table.of(coreid).ifPresent(known -> tell(coreid, known));
        return false;
    }

    private void sweep() {
        if (!knowledge.has(View.COMMANDS, View.REPLICAS) || link.lostSince().isPresent()) {
            return;
        }
        for (String coreid : untold) {
            untold.remove(coreid);
            table.of(coreid)
                    .filter(known -> known.replica().equals(me.value()))
                    .ifPresent(known -> tell(coreid, known));
        }
        boolean first = replicas.live().stream()
                .min(Comparator.comparing(ReplicaId::value))
                .filter(me::equals)
                .isPresent();
        table.overdue(
                        Instant.now(),
                        replica -> replica.equals(me.value()) || first && !replicas.isAlive(new ReplicaId(replica)),
                        replicas::isAlive)
                .forEach(this::change);
    }

    private void change(String coreid, StreamRecord record) {
        if (!reporting.add(coreid)) {
            return;
        }
        boolean changes = table.of(coreid)
                .filter(known -> known.online() != record.online())
                .isPresent();
        Uni<Void> reported = changes
                ? reports.report(coreid, record.online(), Instant.now())
                : Uni.createFrom().voidItem();
        reported.onTermination()
                .invoke(() -> reporting.remove(coreid))
                .subscribe()
                .with(done -> noted(coreid, record), unreachable -> {
                    // The next sweep tries again.
                });
    }

    private void noted(String coreid, StreamRecord record) {
        // The stream may have changed meanwhile.
        table.of(coreid)
                .map(now -> now.stream().equals(record.stream()) && (now.open() || !record.open())
                        ? record
                        : now.reported(record.online()))
                .ifPresent(now -> {
                    table.heard(coreid, now);
                    tell(coreid, now);
                });
    }

    private void tell(String coreid, StreamRecord record) {
        try {
            out.send(Record.of(coreid, json.writeValueAsString(record)))
                    .subscribe()
                    .with(told -> {}, unreachable -> untold.add(coreid));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Optional<StreamRecord> record(byte[] value) {
        try {
            return value == null
                    ? Optional.empty()
                    : Optional.ofNullable(json.readValue(value, StreamRecord.class))
                            .filter(StreamRecord::isComplete);
        } catch (IOException notOurs) {
            return Optional.empty();
        }
    }
}
