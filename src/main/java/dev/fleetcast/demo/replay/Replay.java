package dev.fleetcast.demo.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.demo.DemoConfig;
import dev.fleetcast.kafka.TopicCreation;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/** Runs the replay on its own thread, from the creation of the topics until the application stops. */
@ApplicationScoped
class Replay {

    private static final Logger LOG = Logger.getLogger(Replay.class);

    private final ReplayConfig config;
    private final DemoConfig demo;
    private final TopicCreation topics;
    private final Map<String, Object> kafka;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Replay::thread);
    private Producer<String, String> producer;
    private Schedule schedule;

    Replay(
            ReplayConfig config,
            DemoConfig demo,
            TopicCreation topics,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.config = config;
        this.demo = demo;
        this.topics = topics;
        this.kafka = kafka;
    }

    void start(@Observes StartupEvent started) {
        if (config.enabled()) {
            topics.done().thenRunAsync(this::begin, thread);
        }
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        thread.shutdown();
        if (thread.awaitTermination(2, TimeUnit.SECONDS) && producer != null) {
            producer.close(Duration.ofSeconds(1));
        }
    }

    private void begin() {
        List<UnitReplay> units = ReplayUnits.of(config, config.period(), demo.vehicles());
        producer = producer();
        schedule = new Schedule(units, config.period(), Instant.now());
        long turn = schedule.turn().toMillis();
        thread.scheduleAtFixedRate(this::turn, 0, turn, TimeUnit.MILLISECONDS);
        LOG.infof("Replaying %d buses into %s", units.size(), config.topic());
    }

    private void turn() {
        try {
            schedule.run(
                    Instant.now(),
                    (unit, moment) -> unit.messagesAt(moment).forEach(message -> send(unit.key(), message)));
        } catch (RuntimeException e) {
            // A missed turn is better than an ended replay.
            LOG.warn("A turn of the replay failed", e);
        }
    }

    private void send(String key, ObjectNode message) {
        producer.send(new ProducerRecord<>(config.topic(), key, message.toString()));
    }

    private Producer<String, String> producer() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "demo-replay");
        thread.setDaemon(true);
        return thread;
    }
}
