package dev.fleetcast.faults;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends for units of the {@link Producer}, whose numbers it takes: those of what it commits are the next ones. */
final class TransactionalSender implements AutoCloseable {

    private static final String TOPIC = "fleet.telemetry";
    /** The number of messages that never were: no message has it, so one that is delivered is a repetition. */
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

    /** So many messages of each of the units 1 to {@code units}, in one transaction that counts. */
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

    /** As many that are in Kafka when the transaction ends, and do not count. */
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
