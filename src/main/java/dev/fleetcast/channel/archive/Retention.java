package dev.fleetcast.channel.archive;

import dev.fleetcast.channel.log.ChannelConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.LongSupplier;

/** The retention of the log. */
@ApplicationScoped
public class Retention {

    private final int events;
    private final long ageMillis;
    private final LongSupplier now;

    public @Inject Retention(ChannelConfig config) {
        this(config, System::currentTimeMillis);
    }

    /** @param now the current time in milliseconds since the epoch */
    public Retention(ChannelConfig config, LongSupplier now) {
        this.events = config.retentionEvents();
        this.ageMillis = config.retentionAge().toMillis();
        this.now = now;
    }

    /** The number of events retained per channel. */
    int events() {
        return events;
    }

    /** Events of this time, in milliseconds since the epoch, and older ones are expired. */
    long cutoff() {
        return cutoff(now.getAsLong());
    }

    /** Like {@link #cutoff()}, at that time. */
    long cutoff(long at) {
        return at - ageMillis;
    }

    /** The current time in milliseconds since the epoch. */
    long now() {
        return now.getAsLong();
    }
}
