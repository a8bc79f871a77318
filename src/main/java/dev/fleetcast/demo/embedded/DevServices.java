package dev.fleetcast.demo.embedded;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.SmallRyeConfig;
import java.util.Map;
import java.util.function.IntFunction;
import org.jboss.logging.Logger;

/**
 * Starts the broker and the database in dev mode, unless the developer configured them. Their addresses become system
 * properties, which survive a live reload like the services themselves: the next start finds them configured.
 */
public final class DevServices {

    private static final Logger LOG = Logger.getLogger(DevServices.class);
    private static final String BOOTSTRAP_SERVERS = "kafka.bootstrap.servers";
    private static final String JDBC_URL = "quarkus.datasource.jdbc.url";
    private static final String HTTP_PORT = "quarkus.http.port";
    // Not below "fleetcast.dev", where every name is a setting.
    private static final String STARTED = "dev.fleetcast.started";

    private DevServices() {}

    /** Returns when the services accept requests. A port in use ends the process, with a message that says what to do. */
    public static void start() {
        // Quarkus sets it later; until then the settings of the dev profile would be ignored.
        LaunchMode.set(LaunchMode.DEVELOPMENT);
        SmallRyeConfig config =
                ConfigUtils.configBuilder().withMapping(DevServicesConfig.class).build();
        DevServicesConfig ports = config.getConfigMapping(DevServicesConfig.class);
        if (System.getProperty(STARTED) == null) {
            int port = config.getOptionalValue(HTTP_PORT, Integer.class).orElse(8080);
            provide("The web server", HTTP_PORT, port, DevServices::webServerToCome);
        }
        if (!config.isPropertyPresent(BOOTSTRAP_SERVERS)) {
            provide("Kafka", "fleetcast.dev.kafka-port", ports.kafkaPort(), DevServices::startKafka);
        }
        if (!config.isPropertyPresent(JDBC_URL)) {
            provide("PostgreSQL", "fleetcast.dev.database-port", ports.databasePort(), DevServices::startDatabase);
        }
    }

    private static void provide(String service, String portProperty, int port, IntFunction<Map<String, String>> start) {
        try {
            start.apply(port == 0 ? Ports.free() : port).forEach(System::setProperty);
        } catch (PortTakenException e) {
            // The log is not set up yet, and its buffered messages are lost with the process.
            System.err.printf(
                    "%s cannot start: %s. Stop the process that uses it, or choose another port, such as -D%s=%d%n",
                    service, e.getMessage(), portProperty, Ports.free());
            System.exit(1);
        }
    }

    private static Map<String, String> webServerToCome(int port) {
        Ports.requireFree(port);
        return Map.of(STARTED, "true");
    }

    private static Map<String, String> startKafka(int port) {
        EmbeddedKafka broker = EmbeddedKafka.start(port);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "embedded-kafka-closer"));
        LOG.infof("Embedded Kafka: %s", broker.bootstrapServers());
        return Map.of(BOOTSTRAP_SERVERS, broker.bootstrapServers());
    }

    private static Map<String, String> startDatabase(int port) {
        EmbeddedPostgreSql database = EmbeddedPostgreSql.start(port);
        LOG.infof("Embedded PostgreSQL: %s (user %s)", database.jdbcUrl(), database.username());
        return Map.of(
                JDBC_URL,
                database.jdbcUrl(),
                "quarkus.datasource.username",
                database.username(),
                "quarkus.datasource.password",
                database.password());
    }
}
