package dev.fleetcast.testing;

import dev.fleetcast.demo.embedded.EmbeddedKafka;
import dev.fleetcast.demo.embedded.EmbeddedPostgreSql;
import dev.fleetcast.demo.embedded.Ports;

/**
 * One broker and one database for all tests of a JVM. Safe for use by any thread.
 *
 * <p>Quarkus gives each test profile its own class loaders, and so another copy of this class: {@link
 * FleetcastTestResource} makes all of them use the copy of the system class loader.
 */
public final class SharedServices {

    private static final Kafka KAFKA = new Kafka();
    private static final Database DATABASE = new Database();

    private SharedServices() {}

    /** The bootstrap servers of the broker; starts it on first use. */
    public static String bootstrapServers() {
        return KAFKA.running().bootstrapServers();
    }

    /** The database; starts it on first use. */
    public static EmbeddedPostgreSql database() {
        return DATABASE.running();
    }

    private static final class Kafka {

        private EmbeddedKafka broker;

        synchronized EmbeddedKafka running() {
            if (broker == null) {
                broker = EmbeddedKafka.start(Ports.free());
                Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "embedded-kafka-closer"));
            }
            return broker;
        }
    }

    private static final class Database {

        private EmbeddedPostgreSql database;

        synchronized EmbeddedPostgreSql running() {
            if (database == null) {
                database = EmbeddedPostgreSql.start(Ports.free());
            }
            return database;
        }
    }
}
