package dev.fleetcast.testing;

import dev.fleetcast.demo.embedded.EmbeddedKafka;
import dev.fleetcast.demo.embedded.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Injects a broker that tests may stop into their field of this type. The test classes of {@link MovingFleet} share the
 * broker and its application: each must leave it running.
 */
public final class OwnBroker implements QuarkusTestResourceLifecycleManager {

    private final int port = Ports.free();
    private Path directory;
    private EmbeddedKafka broker;

    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> start() {
        directory = newDirectory();
        broker = EmbeddedKafka.start(port, directory);
        return Map.of("kafka.bootstrap.servers", broker.bootstrapServers());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, field -> field.getType().equals(OwnBroker.class));
    }

    /** Stops the broker. */
    public void goAway() {
        broker.close();
        broker = null;
    }

    /** Starts the broker again with all its data, unless it is running. */
    public void comeBack() {
        if (broker == null) {
            broker = EmbeddedKafka.start(port, directory);
        }
    }

    @Override
    public void stop() {
        if (broker != null) {
            goAway();
        }
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("fleetcast-own-broker");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
