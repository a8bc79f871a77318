package dev.fleetcast.channel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.LongSupplier;

/** How much of the log is kept. */
@ApplicationScoped
class Retention {

    private final int events;
    private final long ageMillis;
    private final LongSupplier now;

    @Inject
    Retention(ChannelConfig config) {
        this(config, System::currentTimeMillis);
    }

    /** @param now milliseconds of the epoch */
    Retention(ChannelConfig config, LongSupplier now) {
        this.events = config.retentionEvents();
        this.ageMillis = config.retentionAge().toMillis();
        this.now = now;
    }

    /** So many events of a channel. */
    int events() {
        return events;
    }

    /** Events of this time, in milliseconds of the epoch, and older ones are not kept. */
    long cutoff() {
        return cutoff(now.getAsLong());
    }

    /** As {@link #cutoff()}, at that time. */
    long cutoff(long at) {
        return at - ageMillis;
    }

    /** What time it is, in milliseconds of the epoch. */
    long now() {
        return now.getAsLong();
    }
}
