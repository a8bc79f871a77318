package dev.fleetcast.demo.embedded;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The embedded services of dev mode. A configured broker or database replaces its embedded one. */
@ConfigMapping(prefix = "fleetcast.dev")
interface DevServicesConfig {

    /** The port of the embedded broker on {@code localhost}, 1 to 65535. */
    @WithDefault("9092")
    int kafkaPort();

    /** The port of the embedded database on {@code localhost}; 0 for any free one. */
    @WithDefault("0")
    int databasePort();

    /**
     * Whether dev mode keeps its Kafka, its database and its signing key in the build directory for the next start;
     * false removes what earlier starts left.
     */
    @WithDefault("true")
    boolean keep();
}
