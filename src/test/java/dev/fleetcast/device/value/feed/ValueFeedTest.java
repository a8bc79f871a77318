package dev.fleetcast.device.value.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.device.TestCaller;
import dev.fleetcast.device.command.stream.StreamTimes;
import dev.fleetcast.device.value.SharedValue;
import dev.fleetcast.device.value.TestValues;
import dev.fleetcast.device.value.ValueName;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.stream.RecordingOutlet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ValueFeedTest {

    private static final ValueName LAMP = new ValueName(1, "lamp");

    private final Set<Long> clients = ConcurrentHashMap.newKeySet();
    private final TestValues database = new TestValues();
    private final RecordingOutlet outlet = new RecordingOutlet();
    private final MemoryBudget memory = new MemoryBudget(10_000, 1_000);
    private final ReentrantLock loop = new ReentrantLock();
    private final ValueFeed feed = new ValueFeed(
            LAMP,
            new TestCaller(1, clients),
            outlet,
            inTurn(),
            new StreamTimes(Duration.ofSeconds(9), Duration.ofSeconds(20), Duration.ofMinutes(1), System::nanoTime),
            new ValueReads(database.values()),
            memory);

    @BeforeEach
    void permit() {
        clients.add(LAMP.clientId());
    }

    @Test
    void changeIsNotWrittenOnceTheClientMayNoLongerFollowEvenBeforeTheNextTick() {
        put("1");
        feed.begin(-1);
        awaitIds(1);

        clients.clear();
        feed.offer(put("2"));
        feed.tickSoon();

        assertThat(outlet.hasEnded()).isTrue();
        assertThat(written()).contains("id: 1\n").doesNotContain("id: 2\n");
    }

    @Test
    void theCurrentValueComesFirstThenChanges() {
        put("1");
        SharedValue second = put("2");
        feed.begin(-1);
        awaitIds(2);

        feed.offer(second);
        feed.offer(put("3"));

        awaitIds(2, 3);
    }

    @Test
    void aFeedGoesOnAfterTheVersionItHas() {
        put("1");
        put("2");
        put("3");

        feed.begin(1);

        awaitIds(2, 3);
    }

    @Test
    void aFeedThatMissedManyVersionsGetsAllOfThemAtOnce() {
        for (int i = 1; i <= 11; i++) {
            put(String.valueOf(i));
        }

        feed.begin(1);

        awaitIds(2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    @Test
    void aValueThatIsSetLaterIsFollowed() {
        feed.begin(-1);

        feed.offer(put("1"));

        awaitIds(1);
    }

    @Test
    void whatWasMissedIsReadAgain() {
        put("1");
        feed.begin(-1);
        awaitIds(1);
        put("2");
        put("3");

        feed.offer(put("4"));

        awaitIds(1, 2, 3, 4);
    }

    @Test
    void anOlderVersionIsNotWrittenAgain() {
        SharedValue first = put("1");
        SharedValue second = put("2");
        feed.begin(-1);
        awaitIds(2);

        feed.offer(first);
        feed.offer(second);
        feed.offer(put("3"));

        awaitIds(2, 3);
    }

    @Test
    void aSlowFollowerGetsEverythingLaterAndHoldsNothing() {
        put("1");
        feed.begin(-1);
        awaitIds(1);
        locked(() -> outlet.block(0));
        for (int i = 2; i < 12; i++) {
            feed.offer(put("\"" + "x".repeat(300) + "\""));
        }
        assertThat(memory.used()).isLessThanOrEqualTo(1_000);

        for (int i = 0; i < 12; i++) {
            locked(() -> outlet.drain());
        }

        awaitIds(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(memory.used()).isZero();
    }

    private SharedValue put(String json) {
        return database.put(LAMP, json);
    }

    private void awaitIds(long... ids) {
        await().untilAsserted(() -> assertThat(written().lines().filter(line -> line.startsWith("id: ")))
                .containsExactly(Arrays.stream(ids).mapToObj(id -> "id: " + id).toArray(String[]::new)));
    }

    private String written() {
        return new String(outlet.bytes(), StandardCharsets.UTF_8);
    }

    private void locked(Runnable task) {
        inTurn().execute(task);
    }

    private Executor inTurn() {
        return task -> {
            loop.lock();
            try {
                task.run();
            } finally {
                loop.unlock();
            }
        };
    }
}
