package dev.fleetcast.channel.receipt;

import static dev.fleetcast.channel.Events.config;
import static dev.fleetcast.channel.Events.event;
import static dev.fleetcast.channel.Events.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetcast.channel.TestArchive;
import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.channel.log.ChannelLog;
import dev.fleetcast.channel.log.EventPosition;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventLookupTest {

    private final TestArchive archive = new TestArchive();
    private final ChannelLog log = new ChannelLog(config());
    private final Knowledge knowledge = new Knowledge();
    private final EventLookup events = new EventLookup(knowledge, log, archive.archive);

    @BeforeEach
    void logHasBeenRead() {
        knowledge.learned(View.CHANNELS);
    }

    @Test
    void eventIsNotReportedUnknownBeforeTheLogIsRead() {
        EventLookup starting = new EventLookup(new Knowledge(), log, archive.archive);

        CompletableFuture<Optional<ChannelEvent>> found =
                starting.find("A", "1~0").subscribeAsCompletionStage();

        assertThatThrownBy(() -> found.get(30, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.getStatusCode()).isEqualTo(503));
    }

    @Test
    void eventInMemoryIsFoundAtOnceByEitherName() {
        ChannelEvent unnamed = event(0, "A", "x");
        ChannelEvent named = named(1, "A", "mine");
        log.append(unnamed);
        log.append(named);

        assertThat(events.find("A", unnamed.id()).subscribeAsCompletionStage())
                .isCompletedWithValue(Optional.of(unnamed));
        assertThat(events.find("A", "mine").subscribeAsCompletionStage()).isCompletedWithValue(Optional.of(named));
        assertThat(events.find("A", named.positionId()).subscribeAsCompletionStage())
                .isCompletedWithValue(Optional.of(named));
    }

    @Test
    void eventIsNotFoundOnAnotherChannelOrWithAnotherTime() {
        ChannelEvent event = event(0, "A", "x");
        log.append(event);

        assertThat(find("B", event.id())).isEmpty();
        assertThat(find("A", "1~0")).isEmpty();
    }

    @Test
    void eventThatIsOnlyArchivedIsFound() {
        long position = archive.publish("A", TestArchive.withId("mine", "x"));

        assertThat(find("A", "mine")).map(ChannelEvent::position).contains(position);
        assertThat(find("A", new EventPosition(position, archive.now()).id()))
                .map(ChannelEvent::position)
                .contains(position);
    }

    @Test
    void lookupWaitsForAnEventThatAnotherReplicaReadFirst() throws Exception {
        ChannelEvent named = named(0, "A", "mine");
        ChannelEvent unnamed = event(1, "A", "x");
        CompletableFuture<Optional<ChannelEvent>> byName =
                events.find("A", "mine").subscribeAsCompletionStage();
        CompletableFuture<Optional<ChannelEvent>> byPosition =
                events.find("A", unnamed.id()).subscribeAsCompletionStage();

        log.append(named);
        log.append(unnamed);

        assertThat(byName.get(30, TimeUnit.SECONDS)).contains(named);
        assertThat(byPosition.get(30, TimeUnit.SECONDS)).contains(unnamed);
    }

    private Optional<ChannelEvent> find(String channel, String id) {
        return events.find(channel, id).await().atMost(Duration.ofSeconds(30));
    }
}
