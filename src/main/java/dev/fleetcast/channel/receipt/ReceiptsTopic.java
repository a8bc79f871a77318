package dev.fleetcast.channel.receipt;

import dev.fleetcast.channel.log.ChannelConfig;
import dev.fleetcast.kafka.record.JsonTopic;
import dev.fleetcast.kafka.record.JsonTopics;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Writes and reads the records of the receipts topic. Never blocks. */
@ThreadSafe
@ApplicationScoped
public class ReceiptsTopic {

    private final JsonTopic topic;

    ReceiptsTopic(
            JsonTopics topics,
            @Channel("receipts-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<Record<String, String>> out,
            ChannelConfig config) {
        this.topic =
                topics.published(out::send, config.maxPending(), "Kafka does not acknowledge the receipt. Try again.");
    }

    /** Writes a receipt, see {@link JsonTopic#write}. */
    public Uni<Void> write(Receipt receipt) {
        return topic.write(receipt.channel(), receipt);
    }

    /** Returns the receipt in a record; empty if it is invalid. */
    Optional<Receipt> read(ConsumerRecord<byte[], byte[]> record) {
        return topic.read(record, Receipt.class).filter(ReceiptsTopic::isComplete);
    }

    private static boolean isComplete(Receipt receipt) {
        return receipt.channel() != null
                && receipt.eventId() != null
                && receipt.device() != null
                && receipt.at() != null;
    }
}
