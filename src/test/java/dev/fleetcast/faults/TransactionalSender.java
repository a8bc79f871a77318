package dev.fleetcast.faults;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends for units of the {@link Producer} and uses its numbers: committed messages take the next ones. */
final class TransactionalSender implements AutoCloseable {

    private static final String TOPIC = "fleet.telemetry";
    /** The number of aborted messages: no valid message has it, so a delivered one counts as a repetition. */
    private static final long ABORTED = 0;

    private final Producer numbers;
    private final KafkaProducer<String, byte[]> kafka;

    TransactionalSender(String bootstrapServers, Producer numbers) {
        this.numbers = numbers;
        kafka = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "connector"),
                new StringSerializer(),
                new ByteArraySerializer());
        kafka.initTransactions();
    }

    /** Sends {@code messagesEach} messages of each of the units 1 to {@code units}, in one committed transaction. */
    void commit(int units, int messagesEach) {
        kafka.beginTransaction();
        for (int i = 0; i < messagesEach; i++) {
            for (long unit = 1; unit <= units; unit++) {
                send(unit, numbers.next(unit));
            }
        }
        kafka.commitTransaction();
        for (long unit = 1; unit <= units; unit++) {
            numbers.acknowledge(unit);
        }
    }

    /** Sends as many messages in an aborted transaction. */
    void abort(int units, int messagesEach) {
        kafka.beginTransaction();
        for (int i = 0; i < messagesEach; i++) {
            for (long unit = 1; unit <= units; unit++) {
                send(unit, ABORTED);
            }
        }
        kafka.flush();
        kafka.abortTransaction();
    }

    @Override
    public void close() {
        kafka.close();
    }

    private void send(long unit, long number) {
        kafka.send(new ProducerRecord<>(TOPIC, String.valueOf(unit), Producer.message(number, "")));
    }
}
