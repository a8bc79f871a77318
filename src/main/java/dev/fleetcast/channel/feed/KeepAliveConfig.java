package dev.fleetcast.channel.feed;

import io.smallrye.config.ConfigMapping;
import java.util.OptionalLong;

/** The keep-alive property of an older library, for deployments that still set it. */
@ConfigMapping(prefix = "sse.keep-alive")
interface KeepAliveConfig {

    /** The keep-alive in milliseconds; overrides {@code fleetcast.channel.keep-alive}. */
    OptionalLong inMs();
}
