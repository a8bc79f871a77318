package dev.fleetcast.device.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetcast.device.database.DatabaseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class EventReadingTest {

    private final TestEvents events = new TestEvents();
    private final Set<String> known = new HashSet<>(Set.of("old"));
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void deviceThatAnotherReplicaHasRegisteredIsKnown() {
        EventReading reading = TestEvents.reading(known::contains, () -> {
            asked.incrementAndGet();
            return known.add("new");
        });
        List<ConsumerRecord<byte[], byte[]>> batch = List.of(
                events.event("old", "door", "1"), events.event("new", "door", "2"), events.event("none", "door", "3"));

        assertThat(reading.read(batch, "g").values())
                .extracting(EventReading.Read::fault)
                .containsExactly(null, null, "key: names no known device");
        assertThat(asked).as("asked once for the whole batch").hasValue(1);
    }

    @Test
    void noDeviceIsUnknownWhileTheRegistryDoesNotAnswer() {
        EventReading reading = TestEvents.reading(known::contains, () -> false);
        List<ConsumerRecord<byte[], byte[]>> batch = List.of(events.event("new", "door", "1"));

        assertThatThrownBy(() -> reading.read(batch, "g")).isInstanceOf(DatabaseException.class);
    }

    @Test
    void registryIsNotAskedForKnownDevices() {
        EventReading reading = TestEvents.reading(known::contains, () -> {
            throw new AssertionError("asked");
        });

        assertThat(reading.read(List.of(events.event("old", "door", "1")), "g")).hasSize(1);
    }
}
