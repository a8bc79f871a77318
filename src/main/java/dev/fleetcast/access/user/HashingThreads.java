package dev.fleetcast.access.user;

import dev.fleetcast.threading.ThreadSafe;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The threads that hash passwords of imports: one fewer than there are cores, so that streams keep being served. */
@ThreadSafe
@ApplicationScoped
class HashingThreads implements Executor {

    private final ExecutorService threads = Executors.newFixedThreadPool(number(), work -> {
        Thread thread = new Thread(work, "fleetcast-password-hashes");
        thread.setDaemon(true);
        return thread;
    });

    /** How many there are; at least one. */
    static int number() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    }

    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
