package dev.fleetcast.history.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.history.api.Recorded;
import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client gets that may not read the past now, as it asks for a document in another format. */
@QuarkusTest
@TestProfile(Recorded.class)
class RefusedReadingTest {

    private static final int READERS = 8;
    private static final int READERS_PER_USER = 4;

    @Inject
    RegistryFixture registry;

    @Inject
    ReaderLimit readers;

    @ParameterizedTest
    @ValueSource(strings = {"", "?limit=10", "?format=csv", "?limit=10&format=csv", "?format=gpx"})
    void refusalIsAProblemWithoutTheHeadOfTheDocument(String format) throws Exception {
        String admin = RegistryFixture.login(registry.user(Set.of("admin"), Set.of()));
        long client = registry.client();
        long unit = RegistryFixture.create(
                RegistryFixture.as(admin),
                "units",
                Map.of("client_id", client, "imei", RegistryFixture.imei(), "name", "unit", "timezone", "UTC"));
        String owner = RegistryFixture.login(registry.user(Set.of(), Set.of(client)));
        CountDownLatch reading = new CountDownLatch(READERS);
        CountDownLatch answered = new CountDownLatch(1);
        ExecutorService others = Executors.newFixedThreadPool(READERS);
        try {
            for (int reader = 0; reader < READERS; reader++) {
                long user = -1 - reader / READERS_PER_USER;
                others.execute(() -> readers.run(user, memory -> {
                    reading.countDown();
                    await(answered);
                }));
            }
            assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();

            Response refused = RegistryFixture.as(owner)
                    .header("Accept-Encoding", "gzip")
                    .get("/api/v1/history/telemetry/unit/" + unit + "/date/2026-02-16" + format);

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.contentType()).startsWith("application/problem+json");
            assertThat(refused.header("Content-Encoding")).isNull();
            assertThat(refused.header("Content-Disposition")).isNull();
            assertThat(refused.asString()).startsWith("{").contains("\"status\":503");
        } finally {
            answered.countDown();
            others.shutdown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
