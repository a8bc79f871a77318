package dev.fleetcast.device.store;

import dev.fleetcast.device.Devices;
import dev.fleetcast.device.database.Database;
import dev.fleetcast.device.database.RefusedException;
import dev.fleetcast.device.key.EventTs;
import dev.fleetcast.kafka.BatchWork;
import dev.fleetcast.kafka.KafkaTopic;
import dev.fleetcast.kafka.TopicLookup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongBiFunction;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Writes down what was confirmed, from the topic of confirmations, whichever store they came from: each record once.
 * Skips records of others that are no confirmations.
 */
@ApplicationScoped
public class AckArchive {

    private static final Duration MOST_AHEAD = Duration.ofDays(1);

    private static final String INSERT = """
            insert into device_ack
                (confirmed_at, topic, partition, position, coreid, name, ts, event_id, published_at, stored_at, duplicate,
                 stores, client_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";

    private final Database database;
    private final DayPartitions partitions;
    private final ToLongBiFunction<String, Instant> owners;
    private final TopicGeneration generation;
    private final Duration retention;
    private final Clock clock;

    @Inject
    AckArchive(DataSource database, DayPartitions partitions, Devices devices, TopicLookup lookup, StoreConfig config) {
        this(database, partitions, devices::owner, lookup::existing, config, Clock.systemUTC());
    }

    /** @param owners returns the id of the client that owned a device at a time, 0 for none */
    AckArchive(
            DataSource database,
            DayPartitions partitions,
            ToLongBiFunction<String, Instant> owners,
            Function<Set<String>, Map<String, KafkaTopic>> lookup,
            StoreConfig config,
            Clock clock) {
        this.database = Database.unlimited(database);
        this.partitions = partitions;
        this.owners = owners;
        this.generation = new TopicGeneration(config.acksTopic(), lookup);
        this.retention = config.eventRetention();
        this.clock = clock;
    }

    /** Starts reading; cancel the result to stop. */
    Cancellable start(Multi<Message<ConsumerRecords<byte[], byte[]>>> batches) {
        return new BatchWork("Writing down confirmations", this::write).start(batches);
    }

    Uni<Void> write(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<ConsumerRecord<byte[], byte[]>, Confirmation> confirmations = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (isOfNow(record.timestamp())) {
                Confirmation.read(record.value()).ifPresent(read -> confirmations.put(record, read));
            }
        }
        try {
            insert(confirmations);
        } catch (RefusedException poisoned) {
            partitions.forget();
            confirmations.forEach(this::insertAlone);
        }
        return Uni.createFrom().voidItem();
    }

    /** Other times are not ours: they would make partitions for any day. */
    private boolean isOfNow(long time) {
        Instant now = clock.instant();
        return time > now.minus(retention).toEpochMilli()
                && time < now.plus(MOST_AHEAD).toEpochMilli();
    }

    private void insertAlone(ConsumerRecord<byte[], byte[]> record, Confirmation confirmation) {
        try {
            insert(Map.of(record, confirmation));
        } catch (RefusedException foreign) {
            // Not one of ours, which the database takes.
        }
    }

    private void insert(Map<ConsumerRecord<byte[], byte[]>, Confirmation> confirmations) {
        if (confirmations.isEmpty()) {
            return;
        }
        String topic = generation.id();
        confirmations.keySet().forEach(record -> partitions.ensure(DayPartitions.ACKS, time(record)));
        database.change(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                for (var entry : confirmations.entrySet()) {
                    set(insert, connection, topic, entry.getKey(), entry.getValue());
                    insert.addBatch();
                }
                return insert.executeBatch();
            }
        });
    }

    private void set(
            PreparedStatement insert,
            Connection connection,
            String topic,
            ConsumerRecord<byte[], byte[]> record,
            Confirmation confirmation)
            throws SQLException {
        insert.setObject(1, time(record).atOffset(ZoneOffset.UTC));
        insert.setString(2, topic);
        insert.setInt(3, record.partition());
        insert.setLong(4, record.offset());
        insert.setString(5, confirmation.device());
        insert.setString(6, confirmation.name());
        insert.setString(7, confirmation.ts().map(EventTs::json).orElse(null));
        insert.setString(8, confirmation.eventId());
        insert.setObject(9, confirmation.publishedAt().atOffset(ZoneOffset.UTC));
        insert.setObject(10, confirmation.storedAt().atOffset(ZoneOffset.UTC));
        insert.setBoolean(11, confirmation.isDuplicate());
        insert.setArray(
                12, connection.createArrayOf("text", confirmation.stores().toArray()));
        insert.setLong(13, owners.applyAsLong(confirmation.device(), time(record)));
    }

    private static Instant time(ConsumerRecord<byte[], byte[]> record) {
        return Instant.ofEpochMilli(record.timestamp());
    }
}
