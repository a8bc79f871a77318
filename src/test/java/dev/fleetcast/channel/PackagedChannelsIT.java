package dev.fleetcast.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.ChannelApi;
import dev.fleetcast.testing.PlainHttp;
import dev.fleetcast.testing.RawSseClient;
import dev.fleetcast.testing.Replica;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The packaged application, configured by its environment, including older variables, and stopped by its API. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PackagedChannelsIT {

    private static final int KEEP_ALIVE_MILLIS = 300;
    private static final int EVENTS = 150;
    private static final String EVENT = "x".repeat(100 * 1024);
    /** Bytes of heap: about a third of the data pushed between two measurements. */
    private static final long NOISE = 20L * 1024 * 1024;

    private static Replica replica;

    @BeforeAll
    static void start() {
        replica = Replica.start(Map.of(
                "SSE_KEEP_ALIVE_IN_MS", String.valueOf(KEEP_ALIVE_MILLIS), "FLEETCAST_CHANNEL_WINDOW_BYTES", "2M"));
    }

    @AfterAll
    static void stop() {
        replica.close();
    }

    @Test
    @Order(1)
    void feedIsKeptAliveAsTheEnvironmentSays() {
        try (RawSseClient feed = ChannelApi.freshAt(replica.address()).follow("")) {
            Awaitility.await().until(() -> feed.comments().size() > 1);

            // Again when the machine stood still meanwhile.
            Awaitility.await()
                    .untilAsserted(() -> assertThat(millisOfFourMore(feed))
                            .isBetween(3L * KEEP_ALIVE_MILLIS, 10L * KEEP_ALIVE_MILLIS));
        }
    }

    private static long millisOfFourMore(RawSseClient feed) {
        int before = feed.comments().size();
        long begin = System.nanoTime();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(50))
                .until(() -> feed.comments().size() >= before + 4);
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    @Test
    @Order(2)
    void unfollowedChannelsTakeNoMemory() {
        ChannelApi unfollowed = ChannelApi.freshAt(replica.address());

        long first = lowestHeapWhilePushing(unfollowed);
        lowestHeapWhilePushing(unfollowed);
        lowestHeapWhilePushing(unfollowed);
        long last = lowestHeapWhilePushing(unfollowed);

        assertThat(last - first).isLessThan(NOISE);
    }

    @Test
    @Order(3)
    void feedsGetAByeWhenAnAdministratorStopsTheReplica() {
        ChannelApi channel = ChannelApi.freshAt(replica.address());
        Api admin = Api.login(replica.address(), "admin");
        try (RawSseClient feed = channel.follow("")) {
            channel.push("retained");
            feed.await("retained");

            replica.request(admin).post("/admin/stop").then().statusCode(202);

            feed.awaitEnd();
            assertThat(feed.isComplete()).isTrue();
            assertThat(feed.text()).containsPattern("\nretry: \\d+\n\n$");
            replica.awaitExit(Duration.ofSeconds(30));
            assertThat(replica.exitCode()).isZero();
        }
    }

    /** After garbage collections, several of which happen during so many pushes. */
    private static long lowestHeapWhilePushing(ChannelApi channel) {
        long lowest = Long.MAX_VALUE;
        for (int i = 0; i < EVENTS; i++) {
            channel.push(EVENT);
            lowest = i % 5 == 0 ? Math.min(lowest, heap()) : lowest;
        }
        return lowest;
    }

    private static long heap() {
        return (long) PlainHttp.get(replica.address() + "/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes") && line.contains("area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
