package dev.fleetcast.kafka;

import dev.fleetcast.kafka.consumer.Unread;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * Passes records on one by one: a failure skips one record only, so all replicas that read the same topic have the same
 * state. Skips {@link Unread} records, which must not be mistaken for records without a value.
 */
public final class EachRecord implements BatchHandler {

    private static final Logger LOG = Logger.getLogger(EachRecord.class);

    private final Consumer<ConsumerRecord<byte[], byte[]>> handler;
    private final Consumer<LogBreak> breaks;
    private boolean logged;

    /** @param handler may throw any exception; called on the reader's thread */
    public EachRecord(Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        this(handler, at -> {});
    }

    /** Like the other constructor; {@code breaks} is notified when the log does not continue. */
    public EachRecord(Consumer<ConsumerRecord<byte[], byte[]>> handler, Consumer<LogBreak> breaks) {
        this.handler = handler;
        this.breaks = breaks;
    }

    @Override
    public void broken(LogBreak at) {
        breaks.accept(at);
    }

    @Override
    public void handle(ConsumerRecords<byte[], byte[]> batch) {
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            if (!Unread.is(record)) {
                handleAlone(record);
            }
        }
    }

    private void handleAlone(ConsumerRecord<byte[], byte[]> record) {
        try {
            handler.accept(record);
        } catch (RuntimeException unforeseen) {
            LOG.logf(
                    logged ? Logger.Level.DEBUG : Logger.Level.ERROR,
                    unforeseen,
                    "%s: record %d cannot be handled and is left out",
                    record.topic(),
                    (Object) record.offset());
            logged = true;
        }
    }
}
