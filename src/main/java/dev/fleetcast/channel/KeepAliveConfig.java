package dev.fleetcast.channel;

import io.smallrye.config.ConfigMapping;
import java.util.OptionalLong;

/** The keep-alive under the name of an older library, for deployments that have it in their environment. */
@ConfigMapping(prefix = "sse.keep-alive")
interface KeepAliveConfig {

    /** In milliseconds; takes the place of {@code fleetcast.channel.keep-alive}. */
    OptionalLong inMs();
}
