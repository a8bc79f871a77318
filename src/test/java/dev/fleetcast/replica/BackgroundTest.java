package dev.fleetcast.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackgroundTest {

    private static final String NAME = "test-background";
    private static final Duration OFTEN = Duration.ofMillis(1);

    private final Background background = new Background(NAME);

    @AfterEach
    void close() {
        background.close();
    }

    @Test
    void taskRunsAgainAndAgainOnADaemonThreadOfThatName() throws InterruptedException {
        BlockingQueue<Thread> runs = new LinkedBlockingQueue<>();

        background.every(OFTEN, () -> runs.add(Thread.currentThread()));

        Thread first = runs.poll(30, TimeUnit.SECONDS);
        assertThat(first.getName()).isEqualTo(NAME);
        assertThat(first.isDaemon()).isTrue();
        assertThat(runs.poll(30, TimeUnit.SECONDS)).isSameAs(first);
    }

    @Test
    void failedTaskRunsAgain() {
        Queue<Throwable> failures = new ArrayDeque<>();
        failures.add(new IllegalStateException("a fault"));
        failures.add(new StackOverflowError("an error"));
        failures.add(new java.io.IOException("checked"));
        AtomicInteger succeeded = new AtomicInteger();

        background.every(Duration.ZERO, OFTEN, () -> {
            Throwable failure = failures.poll();
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof Exception exception) {
                throw exception;
            }
            succeeded.incrementAndGet();
        });

        await().untilAsserted(() -> assertThat(succeeded).hasPositiveValue());
    }

    @Test
    void failuresInARowAreLoggedOnceAtError() {
        try (Logged logged = new Logged()) {
            AtomicInteger runs = new AtomicInteger();

            background.every(Duration.ZERO, OFTEN, () -> {
                runs.incrementAndGet();
                throw new IllegalStateException("always");
            });

            await().untilAsserted(() -> assertThat(runs).hasValueGreaterThan(3));
            assertThat(logged.errors).hasValue(1);
        }
    }

    @Test
    void sweepThatFailsRunsAgainAndIsNoError() {
        try (Logged logged = new Logged()) {
            AtomicInteger runs = new AtomicInteger();

            background.sweep(Duration.ZERO, OFTEN, () -> {
                throw runs.incrementAndGet() % 2 == 0 ? new SQLException("away") : new IllegalStateException("away");
            });

            await().untilAsserted(() -> assertThat(runs).hasValueGreaterThan(3));
            assertThat(logged.errors).hasValue(0);
        }
    }

    @Test
    void failureAfterTheEndIsNotLogged() throws InterruptedException {
        try (Logged logged = new Logged()) {
            BlockingQueue<Thread> runs = new LinkedBlockingQueue<>();
            background.every(Duration.ZERO, OFTEN, () -> {
                runs.add(Thread.currentThread());
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException closing) {
                    throw new IllegalStateException("its connection is closed", closing);
                }
            });
            Thread worker = runs.take();

            background.close();

            worker.join(TimeUnit.SECONDS.toMillis(30));
            assertThat(worker.isAlive()).isFalse();
            assertThat(logged.errors).hasValue(0);
        }
    }

    @Test
    void nothingRunsOnceItIsClosed() {
        AtomicInteger runs = new AtomicInteger();
        background.every(OFTEN, runs::incrementAndGet);
        await().untilAsserted(() -> assertThat(runs).hasPositiveValue());

        background.close();

        background.execute(() -> runs.set(-1));
        await().during(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(runs).hasPositiveValue());
    }

    @Test
    void failureOfASubmittedTaskIsThrownToTheCaller() {
        var failed = background.submit(() -> {
            throw new IllegalStateException("a fault");
        });

        await().until(failed::isDone);
        assertThat(failed).failsWithin(OFTEN).withThrowableOfType(ExecutionException.class);
    }

    /** Counts what this class logs. */
    private static final class Logged extends Handler implements AutoCloseable {

        private final Logger logger = Logger.getLogger(Background.class.getName());
        private final AtomicInteger errors = new AtomicInteger();

        Logged() {
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord logRecord) {
            // Applications under test have such threads, too.
            boolean isOfTheTest = Thread.currentThread().getName().equals(NAME);
            if (isOfTheTest && logRecord.getLevel().intValue() >= Level.SEVERE.intValue()) {
                errors.incrementAndGet();
            }
        }

        @Override
        public void flush() {
            // Nothing is kept.
        }

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }
}
