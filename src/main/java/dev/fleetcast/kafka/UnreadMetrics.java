package dev.fleetcast.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** What is passed over, by every reader of this replica; safe for use by any thread. */
@Singleton
class UnreadMetrics {

    private static final Logger LOG = Logger.getLogger(UnreadMetrics.class);

    private final MeterRegistry registry;
    private final Set<String> toldOf = ConcurrentHashMap.newKeySet();

    UnreadMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A reader has come to {@code record}. */
    void look(ConsumerRecord<byte[], byte[]> record) {
        if (!Unread.is(record)) {
            return;
        }
        Counter.builder("fleetcast.kafka.unread")
                .description(
                        "Records that a reader of this replica has passed over, too long or impossible to unpack, by topic")
                .tag("topic", record.topic())
                .register(registry)
                .increment();
        if (toldOf.add(record.topic())) {
            LOG.warnf(
                    "topic %s has a record that is not read, as others may be later: partition %d, offset %d, %s",
                    record.topic(),
                    (Object) record.partition(),
                    record.offset(),
                    Unread.reason(record).orElseThrow());
        }
    }
}
