package dev.fleetcast.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;

/**
 * Points every {@code @QuarkusTest} and {@code @QuarkusIntegrationTest} to {@link SharedServices}; registered as a
 * service, so that tests need no annotation. The services end with the JVM.
 *
 * <p>The settings that a packaged application requires are set for its profile only: class tests run with the defaults
 * of the test profile.
 */
public final class FleetcastTestResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        try {
            Class<?> shared = Class.forName(TestSettings.class.getName(), true, ClassLoader.getSystemClassLoader());
            @SuppressWarnings("unchecked")
            Map<String, String> settings =
                    (Map<String, String>) shared.getMethod("settings").invoke(null);
            return settings;
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("cannot start the services that tests use", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("tests must be on the class path of the JVM", e);
        }
    }

    @Override
    public void stop() {
        // The services are shared with tests of other profiles.
    }
}
