package dev.fleetcast.device.event;

import dev.fleetcast.connection.RateLimit;
import dev.fleetcast.device.DeviceConfig;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.replica.ThisReplica;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Limits the events that one device publishes over HTTP. Each replica counts those of the others too, when it reads them:
 * a device that spreads its events over replicas may have a burst on each, and pays for it with the following seconds.
 */
@ThreadSafe
@ApplicationScoped
public class EventRates {

    /** The replica that has published and counted the event. */
    private static final String REPLICA = "fleetcast-replica";

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final int perSecond;
    private final EventMetrics metrics;
    private final byte[] replica;
    private final RateLimit<String> limit;

    EventRates(DeviceConfig config, EventMetrics metrics, ThisReplica replica) {
        this.perSecond = config.eventsPerSecond();
        this.limit = RateLimit.even(perSecond, PERIOD);
        this.metrics = metrics;
        this.replica = replica.id().value().getBytes(StandardCharsets.US_ASCII);
    }

    /** Counts an event of the device; throws a 429 problem if it has published too many. */
    public void count(String coreid) {
        Duration wait = limit.take(coreid, 1);
        if (!wait.isZero()) {
            metrics.limited();
            throw Problems.tooMany("A device may publish " + perSecond + " events per second.", wait);
        }
    }

    /** Marks a record as counted by this replica. */
    void mark(ProducerRecord<byte[], byte[]> record) {
        record.headers().add(REPLICA, replica);
    }

    /** Counts an event of the device that was read, if another replica has just published it. */
    public void read(String coreid, ConsumerRecord<byte[], byte[]> record) {
        Header publisher = record.headers().lastHeader(REPLICA);
        if (publisher == null || Arrays.equals(publisher.value(), replica)) {
            return;
        }
        // A reader that was behind finds what has long been paid for.
        if (System.currentTimeMillis() - record.timestamp() < PERIOD.toMillis()) {
            limit.charge(coreid);
        }
    }
}
