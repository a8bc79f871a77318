package dev.fleetcast.history.read;

import static dev.fleetcast.history.record.TestFeed.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fleetcast.history.read.MessagesByKey.Key;
import dev.fleetcast.history.record.TestFeed;
import dev.fleetcast.history.record.TestStore;
import dev.fleetcast.history.stored.Dictionaries;
import dev.fleetcast.history.stored.MessageCodec;
import dev.fleetcast.history.stored.PastMessages;
import dev.fleetcast.history.trip.MessageDigest;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.telemetry.MessageDecoder;
import dev.fleetcast.testing.EmptyRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessagesByKeyTest {

    private final EmptyRegistry database = EmptyRegistry.create();
    private final MessageCodec codec = new MessageCodec();
    private final List<Key> keys = new ArrayList<>();

    @BeforeEach
    void record() throws Exception {
        TestFeed feed = new TestFeed(0);
        for (int second = 0; second < 20; second++) {
            Instant at = NOON.plusSeconds(second);
            String json = "{\"message_type\":\"gps\",\"device\":{\"id\":1},\"gps\":{\"timestamp\":\"" + at
                    + "\",\"latitude\":1,\"longitude\":2,\"fix\":[\"fixed\"]},\"pad\":\"" + "x".repeat(1_000) + "\"}";
            feed.add(1, json, at);
            keys.add(new Key(
                    at.toEpochMilli(),
                    MessageDigest.of(new MessageDecoder()
                            .decode(json.getBytes(StandardCharsets.UTF_8))
                            .tree())));
        }
        TestStore.record(database, feed);
    }

    private MessagesByKey messages(MemoryBudget budget) {
        return new MessagesByKey(
                TestStore.database(database),
                new PastMessages(new Dictionaries(codec), codec),
                new ReaderLimit(2, 1, budget, new SimpleMeterRegistry()));
    }

    @Test
    void messagesOfAUserComeOutOfTheUsersMemory() {
        MemoryBudget enough = new MemoryBudget(1 << 20, 1 << 20);
        assertThat(messages(enough).ofUser(7, wanted(), any -> ZoneOffset.UTC).get(1L))
                .containsOnlyKeys(keys);
        assertThat(enough.used()).isZero();

        MemoryBudget little = new MemoryBudget(32_000, 32_000);
        HttpProblem refused = catchThrowableOfType(
                HttpProblem.class, () -> messages(little).ofUser(7, wanted(), any -> ZoneOffset.UTC));
        assertThat(refused.getStatusCode()).isEqualTo(429);
        assertThat(little.used()).isZero();
    }

    @Test
    void deploymentItselfNeedsNoUser() {
        assertThat(messages(new MemoryBudget(0, 0))
                        .of(wanted(), any -> ZoneOffset.UTC)
                        .get(1L))
                .containsOnlyKeys(keys);
    }

    private Map<Long, Set<Key>> wanted() {
        return Map.of(1L, Set.copyOf(keys));
    }
}
