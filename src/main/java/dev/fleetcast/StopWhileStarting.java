package dev.fleetcast;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a process stop while it is starting. Quarkus stops only what has started, so a process waiting for the database
 * would keep waiting.
 */
@ApplicationScoped
class StopWhileStarting {

    private static final int PATIENCE_SECONDS = 5;

    /** The JVM's exit code after SIGTERM. */
    private static final int TERMINATED = 143;

    private static final CountDownLatch START = new CountDownLatch(1);

    /** Call before the start. */
    static void prepare() {
        Runtime.getRuntime().addShutdownHook(new Thread(StopWhileStarting::giveUp, "fleetcast-stop"));
    }

    void started(@Observes @Priority(Integer.MAX_VALUE) StartupEvent last) {
        startIsOver();
    }

    /** From now on Quarkus stops the process. */
    static void startIsOver() {
        START.countDown();
    }

    /**
     * Waits for a start that is nearly done, so that it can stop in order; one that is still waiting has nothing to
     * clean up.
     */
    private static void giveUp() {
        try {
            if (!START.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(TERMINATED);
            }
        } catch (InterruptedException impatient) {
            Runtime.getRuntime().halt(TERMINATED);
        }
    }
}
