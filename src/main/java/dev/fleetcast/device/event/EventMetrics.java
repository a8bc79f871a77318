package dev.fleetcast.device.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.LongAdder;

/** Metrics of device events and their streams; safe for use by any thread. */
@Singleton
public class EventMetrics {

    private final LongAdder open = new LongAdder();
    private final Counter published;
    private final Counter limited;
    private final Counter read;
    private final Counter delivered;
    private final Counter slow;

    public EventMetrics(MeterRegistry registry) {
        Gauge.builder("fleetcast.device.streams.open", open, LongAdder::sum)
                .description("Streams of device events open on this replica")
                .register(registry);
        published = Counter.builder("fleetcast.device.events.published")
                .description("Device events published over HTTP and acknowledged by Kafka")
                .register(registry);
        limited = Counter.builder("fleetcast.device.events.limited")
                .description("Device events refused over HTTP because their device published too many")
                .register(registry);
        read = Counter.builder("fleetcast.device.events.read")
                .description("Device events this replica has read")
                .register(registry);
        delivered = Counter.builder("fleetcast.device.events.delivered")
                .description("Device events written to streams")
                .register(registry);
        slow = Counter.builder("fleetcast.device.streams.slow")
                .description("Streams of device events ended because their client did not read")
                .register(registry);
    }

    public void opened() {
        open.increment();
    }

    public void closed() {
        open.decrement();
    }

    void published() {
        published.increment();
    }

    void limited() {
        limited.increment();
    }

    public void read() {
        read.increment();
    }

    public void delivered(int events) {
        delivered.increment(events);
    }

    public void slow() {
        slow.increment();
    }
}
