package dev.fleetcast.testing;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Drops the databases that a test has created; registered as a service, so that tests need no annotation. */
public final class DroppedRegistries implements AfterEachCallback {

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        EmptyRegistry.dropThoseOfTheTest();
    }
}
