package dev.fleetcast.channel;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.LongAdder;

/** Metrics of channels; safe for use by any thread. */
@Singleton
class ChannelMetrics {

    private final LongAdder open = new LongAdder();
    private final Counter read;
    private final Counter unreadable;
    private final Counter delivered;
    private final Counter slow;

    ChannelMetrics(MeterRegistry registry) {
        Gauge.builder("fleetcast.channel.feeds.open", open, LongAdder::sum)
                .description("Feeds open on this replica, including listeners of broadcasts")
                .register(registry);
        read = Counter.builder("fleetcast.channel.events")
                .description("Events of channels this replica has read, including broadcasts")
                .register(registry);
        unreadable = Counter.builder("fleetcast.channel.unreadable")
                .description("Invalid records of the channel topics that were skipped")
                .register(registry);
        delivered = Counter.builder("fleetcast.channel.delivered")
                .description("Events of channels written to feeds")
                .register(registry);
        slow = Counter.builder("fleetcast.channel.feeds.slow")
                .description("Feeds ended because their client did not read")
                .register(registry);
    }

    void opened() {
        open.increment();
    }

    void closed() {
        open.decrement();
    }

    void read() {
        read.increment();
    }

    void unreadable() {
        unreadable.increment();
    }

    void delivered(int events) {
        delivered.increment(events);
    }

    void slow() {
        slow.increment();
    }
}
