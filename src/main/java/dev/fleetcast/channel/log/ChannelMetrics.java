package dev.fleetcast.channel.log;

import dev.fleetcast.threading.ThreadSafe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.LongAdder;

/** Metrics of channels. */
@ThreadSafe
@Singleton
public class ChannelMetrics {

    private final LongAdder open = new LongAdder();
    private final Counter read;
    private final Counter unreadable;
    private final Counter delivered;
    private final Counter slow;

    public ChannelMetrics(MeterRegistry registry) {
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

    public void opened() {
        open.increment();
    }

    public void closed() {
        open.decrement();
    }

    public void read() {
        read.increment();
    }

    public void unreadable() {
        unreadable.increment();
    }

    public void delivered(int events) {
        delivered.increment(events);
    }

    public void slow() {
        slow.increment();
    }
}
