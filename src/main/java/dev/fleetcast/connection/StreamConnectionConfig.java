package dev.fleetcast.connection;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of streams that hold for every connection of this replica, channel feeds included. */
@ConfigMapping(prefix = "fleetcast.stream")
public interface StreamConnectionConfig {

    /** The kernel's send buffer per connection; newer positions cannot supersede its content. */
    @WithDefault("64K")
    MemorySize sendBuffer();

    /**
     * The time over which a stopping replica spreads the closing of its streams; a shorter time moves more of them to
     * other replicas at once.
     */
    @WithDefault("PT8S")
    Duration drainTime();
}
