package dev.fleetcast.testing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Cases of a test that mostly wait: all at the same time, where a parameterized test takes one after the other. */
public final class AtOnce {

    /** What a test does with one of its cases. */
    public interface Case<T> {

        void run(T value) throws Exception;
    }

    private AtOnce() {}

    /** As {@link #forEach(Collection, Case)}, with every transport. */
    public static void forEachTransport(Case<Transport> each) {
        forEach(List.of(Transport.values()), each);
    }

    /**
     * Runs the case with every value, each on its own thread, and waits for all of them.
     *
     * @throws AssertionError if some fail, naming their values
     */
    public static <T> void forEach(Collection<T> values, Case<T> each) {
        // Quarkus finds the application under test by it.
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        ExecutorService threads = Executors.newFixedThreadPool(values.size());
        try {
            List<Future<?>> runs = new ArrayList<>();
            values.forEach(value -> runs.add(threads.submit(() -> {
                Thread.currentThread().setContextClassLoader(loader);
                each.run(value);
                return null;
            })));
            AssertionError failed = null;
            int run = 0;
            for (T value : values) {
                Throwable failure = failureOf(runs.get(run++));
                if (failure != null) {
                    AssertionError named = new AssertionError(value + ": " + failure.getMessage(), failure);
                    if (failed == null) {
                        failed = named;
                    } else {
                        failed.addSuppressed(named);
                    }
                }
            }
            if (failed != null) {
                throw failed;
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Throwable failureOf(Future<?> run) {
        try {
            run.get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e;
        }
    }
}
