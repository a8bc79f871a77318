package dev.fleetcast.kafka.record;

import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes many records at a time with the producer of a channel. The channel's emitter takes several times as long for each
 * record, because it sets up what a failure would need. Never blocks.
 */
@ThreadSafe
public final class BulkWriter {

    private final Function<Consumer<Producer<byte[], byte[]>>, Uni<Void>> sending;

    /**
     * @param clients has the producers of all channels
     * @param channel an outgoing channel of raw records, which has an emitter
     */
    public BulkWriter(KafkaClientService clients, String channel) {
        this(work -> clients.<byte[], byte[]>getProducer(channel).runOnSendingThread(work));
    }

    /** @param sending runs work with the producer, on a thread that may wait */
    BulkWriter(Function<Consumer<Producer<byte[], byte[]>>, Uni<Void>> sending) {
        this.sending = sending;
    }

    /**
     * Writes the records in their order, until the producer itself fails: then those from there on were not written.
     *
     * @return those that could not be written, in any order; completes when Kafka has answered for all others. One whose
     *     answer was lost is among them although Kafka may have it. Fails only if no record was sent
     */
    public Uni<List<ProducerRecord<byte[], byte[]>>> write(List<ProducerRecord<byte[], byte[]>> records) {
        if (records.isEmpty()) {
            return Uni.createFrom().item(records);
        }
        return Uni.createFrom()
                .emitter(answer -> sending.apply(new Page(records, answer)::sendWith)
                        .subscribe()
                        .with(sent -> {}, answer::fail));
    }

    private static final class Page {

        private final List<ProducerRecord<byte[], byte[]>> records;
        private final UniEmitter<? super List<ProducerRecord<byte[], byte[]>>> answer;
        private final Queue<ProducerRecord<byte[], byte[]>> failed = new ConcurrentLinkedQueue<>();
        private final AtomicInteger unanswered;

        Page(
                List<ProducerRecord<byte[], byte[]>> records,
                UniEmitter<? super List<ProducerRecord<byte[], byte[]>>> answer) {
            this.records = records;
            this.answer = answer;
            this.unanswered = new AtomicInteger(records.size());
        }

        void sendWith(Producer<byte[], byte[]> producer) {
            for (int i = 0; i < records.size(); i++) {
                ProducerRecord<byte[], byte[]> record = records.get(i);
                try {
                    producer.send(record, (written, failure) -> answered(record, failure));
                } catch (RuntimeException broken) {
                    // Those before are on their way, and must not be written a second time.
                    records.subList(i, records.size()).forEach(unsent -> answered(unsent, broken));
                    return;
                }
            }
        }

        private void answered(ProducerRecord<byte[], byte[]> record, Exception failure) {
            if (failure != null) {
                failed.add(record);
            }
            if (unanswered.decrementAndGet() == 0) {
                answer.complete(List.copyOf(failed));
            }
        }
    }
}
