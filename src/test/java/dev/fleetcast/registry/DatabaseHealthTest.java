package dev.fleetcast.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.testing.SharedServices;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class DatabaseHealthTest {

    private static final Duration LIMIT = Duration.ofSeconds(3);

    @Test
    void databaseThatAnswersIsUp() {
        untilOneAttemptShows(() -> {
            DatabaseHealth health =
                    new DatabaseHealth(database(SharedServices.database().jdbcUrl()));

            assertThat(health.call().await().atMost(LIMIT).getStatus()).isEqualTo(Status.UP);
        });
    }

    @Test
    void databaseThatNeverAnswersIsDownWithinThreeSecondsAndAskedOnce() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            untilOneAttemptShows(() -> assertIsDownAndAskedOnce(silent.getLocalPort()));
        }
    }

    private static void assertIsDownAndAskedOnce(int port) {
        AtomicInteger asked = new AtomicInteger();
        PGSimpleDataSource database = new CountingDataSource(asked);
        database.setUrl("jdbc:postgresql://localhost:" + port + "/postgres");
        DatabaseHealth health = new DatabaseHealth(database);

        List<Uni<HealthCheckResponse>> calls =
                Stream.generate(health::call).limit(20).toList();

        assertThat(Uni.join().all(calls).andFailFast().await().atMost(LIMIT))
                .extracting(HealthCheckResponse::getStatus)
                .containsOnly(Status.DOWN);
        assertThat(health.call().await().atMost(LIMIT).getStatus()).isEqualTo(Status.DOWN);
        assertThat(asked).hasValue(1);
    }

    /** A busy machine may hold up some attempts, but not all of them. */
    private static void untilOneAttemptShows(ThrowingRunnable attempt) {
        await().ignoreExceptionsInstanceOf(TimeoutException.class).untilAsserted(attempt);
    }

    private static PGSimpleDataSource database(String url) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(url);
        database.setUser(SharedServices.database().username());
        database.setPassword(SharedServices.database().password());
        return database;
    }

    private static final class CountingDataSource extends PGSimpleDataSource {

        private static final long serialVersionUID = 1L;

        private final AtomicInteger asked;

        CountingDataSource(AtomicInteger asked) {
            this.asked = asked;
        }

        @Override
        public java.sql.Connection getConnection() throws java.sql.SQLException {
            asked.incrementAndGet();
            return super.getConnection();
        }
    }
}
