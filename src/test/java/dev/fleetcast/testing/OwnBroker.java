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
 * Gives tests a broker that they may take away; it is put into their field of this type. Classes that ask for nothing else
 * share it, and the application on it: each leaves it running.
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

    /** The broker is gone. */
    public void goAway() {
        broker.close();
        broker = null;
    }

    /** It is back, with all it had. */
    public void comeBack() {
        broker = EmbeddedKafka.start(port, directory);
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
