package dev.fleetcast.channel.feed;

import dev.fleetcast.channel.log.ChannelConfig;
import jakarta.inject.Singleton;
import java.time.Duration;

/** How long a feed may be idle before its client gets a comment. */
@Singleton
class KeepAlive {

    private final Duration time;

    KeepAlive(ChannelConfig config, KeepAliveConfig older) {
        this.time = older.inMs().isPresent() ? Duration.ofMillis(older.inMs().getAsLong()) : config.keepAlive();
    }

    /** The time. */
    Duration time() {
        return time;
    }
}
