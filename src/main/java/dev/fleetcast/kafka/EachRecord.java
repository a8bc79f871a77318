package dev.fleetcast.kafka;

import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * Hands records on one by one: what goes wrong with one of them costs none of the others, and so all replicas that read the
 * same know the same. What is {@link Unread} is left out: it must not be taken for a record without a value.
 */
public final class EachRecord implements BatchHandler {

    private static final Logger LOG = Logger.getLogger(EachRecord.class);

    private final Consumer<ConsumerRecord<byte[], byte[]>> handler;
    private final Consumer<LogBreak> breaks;
    private boolean told;

    /** @param handler may throw whatever it likes; called on the reader's thread */
    public EachRecord(Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        this(handler, at -> {});
    }

    /** As the other constructor; {@code breaks} hears where the log does not go on. */
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
                    told ? Logger.Level.DEBUG : Logger.Level.ERROR,
                    unforeseen,
                    "%s: record %d is left out, it cannot be handled",
                    record.topic(),
                    (Object) record.offset());
            told = true;
        }
    }
}
