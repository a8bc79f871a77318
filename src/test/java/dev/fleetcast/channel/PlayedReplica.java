package dev.fleetcast.channel;

import dev.fleetcast.replica.ReplicaId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A simulated replica that writes to the topics; alive until killed. */
public final class PlayedReplica implements AutoCloseable {

    private final ReplicaId id = ReplicaId.random();
    private final KafkaProducer<String, String> producer;
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor();

    public PlayedReplica(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
                new StringSerializer(),
                new StringSerializer());
        beat();
        pulse.scheduleAtFixedRate(this::beat, 500, 500, TimeUnit.MILLISECONDS);
    }

    /** Reports an open feed; returns its id. */
    public String open(String device, String... channels) {
        String feed = UUID.randomUUID().toString();
        String names = List.of(channels).stream()
                .map(channel -> '"' + channel + '"')
                .collect(Collectors.joining(",", "[", "]"));
        write(feed, """
                {"replica":"%s","channels":%s,"subject":"%s","since":%d,"from":-1,"joined":0,"last":3,"unknown":1}""".formatted(id, names, device, System.currentTimeMillis()));
        return feed;
    }

    /** Writes to the presence topic. */
    public void write(String feed, String value) {
        send("fleetcast.presence", feed, value);
    }

    /** Stops the heartbeats. */
    public void kill() {
        pulse.shutdownNow();
    }

    private void beat() {
        send("fleetcast.stream-commands", "*", "{\"kind\":\"HEARTBEAT\",\"from\":\"" + id + "\",\"sent_at\":0}");
    }

    private void send(String topic, String key, String value) {
        try {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
        producer.close();
    }
}
