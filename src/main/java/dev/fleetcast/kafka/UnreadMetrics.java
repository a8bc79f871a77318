package dev.fleetcast.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Counts and logs the records skipped by the readers of this replica; safe for use by any thread. */
@Singleton
class UnreadMetrics {

    private static final Logger LOG = Logger.getLogger(UnreadMetrics.class);

    private final MeterRegistry registry;
    private final Set<String> toldOf = ConcurrentHashMap.newKeySet();

    UnreadMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts {@code record} if it was not read. */
    void look(ConsumerRecord<byte[], byte[]> record) {
        if (!Unread.is(record)) {
            return;
        }
        Counter.builder("fleetcast.kafka.unread")
                .description(
                        "Records skipped by a reader of this replica, too long or impossible to decompress, by topic")
                .tag("topic", record.topic())
                .register(registry)
                .increment();
        if (toldOf.add(record.topic())) {
            LOG.warnf(
                    "Topic %s has an unreadable record, further ones are not logged: partition %d, offset %d, %s",
                    record.topic(),
                    (Object) record.partition(),
                    record.offset(),
                    Unread.reason(record).orElseThrow());
        }
    }
}
