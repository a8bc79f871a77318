package dev.fleetcast.device.event;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetcast.device.DeviceConfig;
import dev.fleetcast.replica.ThisReplica;
import dev.fleetcast.testing.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class EventRatesTest {

    private static final String DEVICE = "d";
    private static final int LIMIT = 10;

    private final EventRates here = replica();
    private final EventRates there = replica();

    private static EventRates replica() {
        return new EventRates(
                Settings.of(DeviceConfig.class, Map.of()),
                new EventMetrics(new SimpleMeterRegistry()),
                new ThisReplica());
    }

    /** Reads an event here that {@code publisher} has published so long ago. */
    private void read(EventRates publisher, Duration ago) {
        ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>("t", new byte[0]);
        publisher.mark(sent);
        here.read(
                DEVICE,
                new ConsumerRecord<>(
                        "t",
                        0,
                        0,
                        System.currentTimeMillis() - ago.toMillis(),
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        null,
                        new byte[0],
                        sent.headers(),
                        Optional.empty()));
    }

    @Test
    void eventsOnAnotherReplicaCount() {
        for (int i = 0; i < LIMIT * 5; i++) {
            read(there, Duration.ZERO);
        }

        assertThatThrownBy(() -> here.count(DEVICE))
                .asInstanceOf(InstanceOfAssertFactories.type(HttpProblem.class))
                .extracting(HttpProblem::getStatusCode)
                .isEqualTo(429);
        assertThatNoException().isThrownBy(() -> here.count("another"));
    }

    @Test
    void ownEventsCountOnce() {
        for (int i = 0; i < LIMIT * 5; i++) {
            read(here, Duration.ZERO);
        }

        assertThatNoException().isThrownBy(() -> here.count(DEVICE));
    }

    @Test
    void eventsOfLongAgoDoNotCount() {
        for (int i = 0; i < LIMIT * 5; i++) {
            read(there, Duration.ofSeconds(5));
        }

        assertThatNoException().isThrownBy(() -> here.count(DEVICE));
    }
}
