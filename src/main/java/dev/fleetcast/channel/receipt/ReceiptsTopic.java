package dev.fleetcast.channel.receipt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.channel.log.ChannelConfig;
import dev.fleetcast.problem.Problems;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Writes and reads the records of the receipts topic. Safe for use by any thread; never blocks. */
@ApplicationScoped
public class ReceiptsTopic {

    private static final Duration PATIENCE = Duration.ofMillis(4_500);

    private final ObjectMapper json;
    private final MutinyEmitter<Record<String, String>> out;
    private final int maxPending;
    private final AtomicInteger pending = new AtomicInteger();

    ReceiptsTopic(
            ObjectMapper json,
            @Channel("receipts-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<Record<String, String>> out,
            ChannelConfig config) {
        this.json = json;
        this.out = out;
        this.maxPending = config.maxPending();
    }

    /**
     * Completes when Kafka has acknowledged the receipt; fails with a 503 problem after 4.5 seconds, or when too many
     * are pending.
     */
    public Uni<Void> write(Receipt receipt) {
        if (pending.incrementAndGet() > maxPending) {
            pending.decrementAndGet();
            return Uni.createFrom().failure(unavailable());
        }
        Uni<Void> written = out.send(Record.of(receipt.channel(), text(receipt)))
                .onTermination()
                .invoke(pending::decrementAndGet)
                .memoize()
                .indefinitely();
        // Subscribe eagerly: the receipt counts as pending until Kafka answers, even if the caller gives up.
        written.subscribe().with(done -> {}, failed -> {});
        return written.ifNoItem().after(PATIENCE).fail().onFailure().transform(unreachable -> unavailable());
    }

    /** Returns the receipt in a record; empty if it is malformed. */
    Optional<Receipt> read(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(json.readValue(record.value(), Receipt.class))
                    .filter(ReceiptsTopic::isComplete);
        } catch (IOException notOurs) {
            return Optional.empty();
        }
    }

    private static boolean isComplete(Receipt receipt) {
        return receipt.channel() != null
                && receipt.eventId() != null
                && receipt.device() != null
                && receipt.at() != null;
    }

    private String text(Receipt receipt) {
        try {
            return json.writeValueAsString(receipt);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static RuntimeException unavailable() {
        return Problems.unavailable("Kafka does not acknowledge the receipt; try again.");
    }
}
