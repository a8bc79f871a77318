package dev.fleetcast.access.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PreparedHashesTest {

    private final Passwords passwords = new Passwords(4);
    private final HashingThreads threads = new HashingThreads();
    private final PreparedHashes hashes = new PreparedHashes(passwords, threads);

    @AfterEach
    void stop() {
        threads.stop();
    }

    @Test
    void equalPasswordsHaveHashesOfTheirOwn() {
        hashes.prepare(List.of("open sesame", "open sesame", "another one"));

        List<String> taken = List.of(hashes.take("open sesame"), hashes.take("open sesame"));

        assertThat(taken).doesNotHaveDuplicates().allMatch(hash -> passwords.matches("open sesame", hash));
        assertThat(passwords.matches("another one", hashes.take("another one"))).isTrue();
    }

    @Test
    void passwordThatWasNotPreparedIsHashedAsWell() {
        assertThat(passwords.matches("open sesame", hashes.take("open sesame"))).isTrue();
    }

    @Test
    void oneCoreIsLeftForStreams() {
        Set<String> used = ConcurrentHashMap.newKeySet();
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Executor observed = work -> threads.execute(() -> {
            used.add(Thread.currentThread().getName());
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            work.run();
            running.decrementAndGet();
        });

        new PreparedHashes(passwords, observed, Duration.ofMinutes(1)).prepare(Collections.nCopies(50, "open sesame"));

        assertThat(used).containsExactly("fleetcast-password-hashes");
        assertThat(most.get()).isBetween(1, Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    }

    @Test
    void morePasswordsThanThereIsTimeForAreRefused() {
        PreparedHashes hurried = new PreparedHashes(passwords, threads, Duration.ZERO);

        assertThatThrownBy(() -> hurried.prepare(List.of("open sesame")))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.getStatusCode()).isEqualTo(413))
                .extracting("detail")
                .isEqualTo("The file has 1 new passwords, of which 0 could be hashed in 0 s."
                        + " Nothing was imported. Split the file.");
    }
}
