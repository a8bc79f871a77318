package dev.fleetcast;

import dev.fleetcast.demo.embedded.DevServices;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the application, after what has to come before it. */
@QuarkusMain
public class Main {

    /** The entry point of dev mode and of the packaged application; tests start the application without it. */
    public static void main(String... args) {
        if (developing()) {
            DevServices.start();
        }
        Quarkus.run(args);
    }

    /**
     * Quarkus tells the launch mode only when it has read the configuration, which is too late. The packaged application
     * lacks what belongs to development.
     */
    private static boolean developing() {
        return Main.class.getResource("demo/embedded/DevServices.class") != null;
    }
}
