package dev.fleetcast.channel;

import jakarta.inject.Singleton;
import java.time.Duration;

/** How long a feed may be silent. */
@Singleton
class KeepAlive {

    private final Duration time;

    KeepAlive(ChannelConfig config, KeepAliveConfig older) {
        this.time = older.inMs().isPresent() ? Duration.ofMillis(older.inMs().getAsLong()) : config.keepAlive();
    }

    Duration time() {
        return time;
    }
}
