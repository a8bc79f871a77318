package dev.fleetcast.kafka.consumer;

import dev.fleetcast.threading.ThreadSafe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Counts the records that this replica skips, and logs the first of each topic and reason. */
@ThreadSafe
@Singleton
public class SkippedRecords {

    private static final Logger LOG = Logger.getLogger(SkippedRecords.class);

    private final MeterRegistry registry;
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    public SkippedRecords(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts {@code record} if it was not read. */
    void ifUnread(ConsumerRecord<byte[], byte[]> record) {
        Unread.reason(record).ifPresent(reason -> {
            Counter.builder("fleetcast.kafka.unread")
                    .description(
                            "Records skipped by a reader of this replica, too long or impossible to decompress, by topic")
                    .tag("topic", record.topic())
                    .register(registry)
                    .increment();
            logFirst("unread", record, reason);
        });
    }

    /** Counts a record that no release can have written. */
    public void invalid(ConsumerRecord<byte[], byte[]> record) {
        count(record, "invalid");
        logFirst("invalid", record, "not written by any release");
    }

    /** Counts a record of a later release. */
    public void newer(ConsumerRecord<byte[], byte[]> record, int version) {
        count(record, "newer");
        logFirst("newer", record, "version " + version + " is of a later release");
    }

    private void count(ConsumerRecord<byte[], byte[]> record, String reason) {
        Counter.builder("fleetcast.kafka.skipped")
                .description("Records skipped by this replica, by topic and reason: invalid or newer")
                .tags("topic", record.topic(), "reason", reason)
                .register(registry)
                .increment();
    }

    private void logFirst(String kind, ConsumerRecord<byte[], byte[]> record, String reason) {
        if (logged.add(kind + ' ' + record.topic())) {
            LOG.warnf(
                    "Topic %s has a record that is skipped, further ones are not logged: partition %d, offset %d, %s",
                    record.topic(), (Object) record.partition(), record.offset(), reason);
        }
    }
}
