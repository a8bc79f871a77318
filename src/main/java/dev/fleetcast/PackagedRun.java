package dev.fleetcast;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The packaged application from its start to the signal that ends it. Quarkus stops only what has started, so that without
 * this a process that waits for the database could not be told to stop.
 */
public final class PackagedRun implements QuarkusApplication {

    private static final int PATIENCE_SECONDS = 5;

    /** What the JVM says after SIGTERM. */
    private static final int TERMINATED = 143;

    private static final CountDownLatch START = new CountDownLatch(1);

    /** To be called before the start: from now on the process can be told to stop. */
    static void beginStart() {
        Runtime.getRuntime().addShutdownHook(new Thread(PackagedRun::giveUpStart, "fleetcast-stop"));
    }

    /** The start is over, one way or the other. */
    static void endStart() {
        START.countDown();
    }

    /** A start that is nearly done ends in order; one that waits is of no use to anybody, and has nothing to tidy up. */
    private static void giveUpStart() {
        try {
            if (!START.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(TERMINATED);
            }
        } catch (InterruptedException impatient) {
            Runtime.getRuntime().halt(TERMINATED);
        }
    }

    @Override
    public int run(String... args) {
        endStart();
        Quarkus.waitForExit();
        return 0;
    }
}
