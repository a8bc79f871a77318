package dev.fleetcast.testing;

import dev.fleetcast.demo.embedded.EmbeddedKafka;
import dev.fleetcast.demo.embedded.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives a test a broker that it may take away; it is put into the test's field of this type. */
public final class OwnBroker implements QuarkusTestResourceLifecycleManager {

    private EmbeddedKafka broker;

    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> start() {
        broker = EmbeddedKafka.start(Ports.free());
        return Map.of("kafka.bootstrap.servers", broker.bootstrapServers());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, field -> field.getType().equals(OwnBroker.class));
    }

    /** The broker is no more. */
    public void goAway() {
        broker.close();
        broker = null;
    }

    @Override
    public void stop() {
        if (broker != null) {
            goAway();
        }
    }
}
