package dev.fleetcast.access.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.access.AccessConfig;
import dev.fleetcast.access.SessionEnded;
import dev.fleetcast.access.SessionStart;
import dev.fleetcast.access.user.UserDirectory;
import dev.fleetcast.kafka.TestTopics;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.testing.JsonRecords;
import dev.fleetcast.testing.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sessions topic is deleted and created again while a replica runs. */
class SessionsTopicRecreatedTest {

    private final TestTopics topics = new TestTopics();
    private final JsonRecords records = new JsonRecords();
    private final Knowledge knowledge = new Knowledge();
    private Sessions sessions;

    @AfterEach
    void close() {
        sessions.stop(null);
        topics.close();
    }

    @Test
    void knownEndsAreWrittenAgain() throws Exception {
        String name = topics.created(1);
        AccessConfig config = Settings.of(AccessConfig.class, Map.of("fleetcast.access.sessions-topic", name));
        sessions = new Sessions(
                config,
                new SessionTopic(config, topics.source(), records.topics(), records.out()),
                new UserDirectory(),
                unobserved(),
                knowledge,
                new SimpleMeterRegistry());
        sessions.start(null);
        await().until(() -> knowledge.has(View.SESSIONS));
        sessions.use("live", 7, new SessionStart(Instant.now(), 0));
        sessions.end("ended", 7).await().atMost(Duration.ofSeconds(30));
        String end = records.last().value();
        int before = records.out().sent().size();

        topics.createAgain(name, 1);

        await().atMost(Duration.ofSeconds(60)).until(() -> records.out().sent().size() > before);
        assertThat(records.out().sent().subList(before, records.out().sent().size()))
                .extracting(Record::key, Record::value)
                .containsExactly(tuple("ended", end));
    }

    @SuppressWarnings("unchecked")
    private static Event<SessionEnded> unobserved() {
        return (Event<SessionEnded>) Proxy.newProxyInstance(
                Event.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> null);
    }
}
