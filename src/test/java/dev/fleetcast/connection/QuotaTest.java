package dev.fleetcast.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class QuotaTest {

    private final Quota<String> quota = new Quota<>(2);

    @Test
    void noMoreThanTheLimitIsGranted() {
        assertThat(quota.take("a")).isTrue();
        assertThat(quota.take("a")).isTrue();
        assertThat(quota.take("a")).isFalse();
    }

    @Test
    void holdersDoNotShare() {
        quota.take("a");
        quota.take("a");

        assertThat(quota.take("b")).isTrue();
    }

    @Test
    void releasedPlaceCanBeTakenAgain() {
        quota.take("a");
        quota.take("a");

        quota.giveBack("a");

        assertThat(quota.take("a")).isTrue();
        assertThat(quota.take("a")).isFalse();
    }

    @Test
    void refusedAttemptIsNotCounted() {
        quota.take("a");
        quota.take("a");
        quota.take("a");

        quota.giveBack("a");

        assertThat(quota.take("a")).isTrue();
    }

    @Test
    void surplusReleaseGrantsNothing() {
        quota.giveBack("a");
        quota.take("a");
        quota.take("a");

        assertThat(quota.take("a")).isFalse();
    }

    @Test
    void holdersShareTheLimitInTotal() {
        Quota<String> both = new Quota<>(2, 2);
        both.take("a");
        both.take("b");

        assertThat(both.take("a")).isFalse();
        both.giveBack("b");
        assertThat(both.take("a")).isTrue();
    }

    @Test
    void threadsTogetherGetNoMoreThanTheLimit() throws Exception {
        Quota<String> wide = new Quota<>(100);
        AtomicInteger held = new AtomicInteger();
        Callable<Integer> worker = () -> {
            int most = 0;
            for (int i = 0; i < 20_000; i++) {
                if (wide.take("a")) {
                    most = Math.max(most, held.incrementAndGet());
                    if (i % 3 != 0 || held.get() > 90) {
                        held.decrementAndGet();
                        wide.giveBack("a");
                    }
                }
            }
            return most;
        };
        var threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<Integer> most : threads.invokeAll(List.of(worker, worker, worker, worker))) {
                assertThat(most.get()).isLessThanOrEqualTo(100);
            }
        } finally {
            threads.shutdownNow();
        }

        int free = 0;
        while (wide.take("a")) {
            free++;
        }
        assertThat(free).isEqualTo(100 - held.get());
    }
}
