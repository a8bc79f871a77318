package dev.fleetcast.demo.embedded;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jboss.logging.Logger;

/**
 * Starts the broker and the database in dev mode, unless the developer configured them, with the data and the signing
 * key of the last start. Their addresses become system properties, which survive a live reload like the services
 * themselves.
 */
public final class DevServices {

    private static final Logger LOG = Logger.getLogger(DevServices.class);
    private static final String BOOTSTRAP_SERVERS = "kafka.bootstrap.servers";
    private static final String JDBC_URL = "quarkus.datasource.jdbc.url";
    private static final String SIGNING_KEY = "fleetcast.access.signing-key";
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
        DevServicesConfig settings = config.getConfigMapping(DevServicesConfig.class);
        if (System.getProperty(STARTED) == null) {
            int port = config.getOptionalValue(HTTP_PORT, Integer.class).orElse(8080);
            provide("The web server", HTTP_PORT, port, DevServices::webServerToCome);
            start(config, settings);
        }
    }

    private static void start(SmallRyeConfig config, DevServicesConfig settings) {
        Optional<Path> data = DevData.claim(settings.keep());
        if (!config.isPropertyPresent(SIGNING_KEY)) {
            System.setProperty(SIGNING_KEY, DevSigningKey.pem(data));
        }
        if (!config.isPropertyPresent(BOOTSTRAP_SERVERS)) {
            provide("Kafka", "fleetcast.dev.kafka-port", settings.kafkaPort(), port -> startKafka(port, data));
        }
        if (!config.isPropertyPresent(JDBC_URL)) {
            provide(
                    "PostgreSQL",
                    "fleetcast.dev.database-port",
                    settings.databasePort(),
                    port -> startDatabase(port, data));
        }
        data.ifPresent(DevData::complete);
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

    private static Map<String, String> startKafka(int port, Optional<Path> data) {
        EmbeddedKafka broker = data.map(kept -> EmbeddedKafka.start(port, kept.resolve("kafka")))
                .orElseGet(() -> EmbeddedKafka.start(port));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "embedded-kafka-closer"));
        LOG.infof("Embedded Kafka: %s", broker.bootstrapServers());
        return Map.of(BOOTSTRAP_SERVERS, broker.bootstrapServers());
    }

    private static Map<String, String> startDatabase(int port, Optional<Path> data) {
        EmbeddedPostgreSql database = data.map(kept -> EmbeddedPostgreSql.start(port, kept.resolve("postgresql")))
                .orElseGet(() -> EmbeddedPostgreSql.start(port));
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
