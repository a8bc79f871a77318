package dev.fleetcast;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a process be told to stop that has not come to the end of its start. Quarkus stops only what has started, so that one
 * that waits for the database would go on waiting.
 */
@ApplicationScoped
class StopWhileStarting {

    private static final int PATIENCE_SECONDS = 5;

    /** What the JVM says after SIGTERM. */
    private static final int TERMINATED = 143;

    private static final CountDownLatch START = new CountDownLatch(1);

    /** To be called before the start. */
    static void prepare() {
        Runtime.getRuntime().addShutdownHook(new Thread(StopWhileStarting::giveUp, "fleetcast-stop"));
    }

    void started(@Observes @Priority(Integer.MAX_VALUE) StartupEvent last) {
        startIsOver();
    }

    /** From now on the process stops as Quarkus has it. */
    static void startIsOver() {
        START.countDown();
    }

    /** A start that is nearly done ends in order; one that waits is of no use to anybody, and has nothing to tidy up. */
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
