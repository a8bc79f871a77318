package dev.fleetcast.channel.archive;

import static dev.fleetcast.channel.TestArchive.EVENTS;
import static dev.fleetcast.channel.TestArchive.withId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.channel.TestArchive;
import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.channel.log.EventContent;
import dev.fleetcast.channel.log.LogPosition;
import dev.fleetcast.channel.log.ReceiptRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveStoreTest {

    private static final Map<String, String> TWO_EVENTS = Map.of("fleetcast.channel.retention-events", "2");

    @Test
    void eventIsFoundAsItWasPublished() {
        TestArchive archive = new TestArchive();
        EventContent content =
                new EventContent("P1", "id/1 ü", "alarm", "a\nb\0c", 3_000L, "why", new ReceiptRule(30_000, 3));

        long position = archive.publish("c", content);

        ChannelEvent found = archive.archive.find("c", "id/1 ü").orElseThrow();
        assertThat(found.content()).isEqualTo(content);
        assertThat(found.position()).isEqualTo(position);
        assertThat(found.at()).isEqualTo(archive.now());
        assertThat(found.channel()).isEqualTo("c");
    }

    @Test
    void recordThatIsReadAgainIsNotStoredAgain() throws Exception {
        TestArchive archive = new TestArchive(TWO_EVENTS);
        ConsumerRecord<byte[], byte[]> one = archive.record(EVENTS, "c", "{\"data\":\"1\"}");
        ConsumerRecord<byte[], byte[]> two = archive.record(EVENTS, "c", "{\"data\":\"2\"}");
        ConsumerRecord<byte[], byte[]> three = archive.record(EVENTS, "c", "{\"data\":\"3\"}");
        archive.store.write(List.of(one, two, three));

        archive.store.write(List.of(one, two));
        archive.store.write(List.of(three, archive.record(EVENTS, "c", "{\"data\":\"4\"}")));

        assertThat(archive.data("c")).containsExactly("3", "4");
        assertThat(archive.database.count("channel_event")).isEqualTo(2);
        assertThat(archive.archive.end()).isEqualTo(archive.end());
    }

    @Test
    void secondEventWithAnIdIsIgnored() {
        TestArchive archive = new TestArchive();

        archive.publish("c", List.of(withId("x", "first"), withId("x", "second")));
        archive.publish("c", withId("x", "third"));
        archive.publish("d", withId("x", "elsewhere"));

        assertThat(archive.data("c", "d")).containsExactly("first", "elsewhere");
        assertThat(archive.archive.end()).isEqualTo(archive.end());
    }

    @Test
    void channelKeepsItsNewestEventsAndTheirReceipts() throws Exception {
        TestArchive archive = new TestArchive(TWO_EVENTS);
        long first = archive.publish("c", "1");
        archive.publish("d", "other");
        archive.confirm(first, "A", "ok");

        long second = archive.publish("c", "2");
        archive.confirm(second, "A", "ok");
        archive.publish("c", "3");

        assertThat(archive.data("c", "d")).containsExactly("other", "2", "3");
        assertThat(archive.database.texts("select event from channel_receipt")).containsExactly("" + second);
    }

    @Test
    void idMayBeUsedAgainOnceItsEventWouldNotBeKeptThoughBothComeAtOnce() {
        TestArchive archive = new TestArchive(TWO_EVENTS);

        archive.publish(
                "c",
                List.of(
                        withId("x", "1"),
                        withId("y", "2"),
                        withId("x", "too early"),
                        withId("z", "3"),
                        withId("x", "4")));

        assertThat(archive.data("c")).containsExactly("3", "4");
    }

    @Test
    void idMayBeUsedAgainOnceItsEventIsTooOld() {
        TestArchive archive = new TestArchive(Map.of("fleetcast.channel.retention-age", "PT1H"));
        archive.publish("c", withId("x", "old"));

        archive.pass(3_599_999);
        archive.publish("c", withId("x", "too early"));
        archive.pass(1);
        archive.publish("c", withId("x", "new"));

        assertThat(archive.data("c")).containsExactly("new");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "{}",
                "{\"data\":{}}",
                "{\"data\":\"x\",\"id\":\"\"}",
                "{\"data\":\"x\",\"id\":\"a\\nb\"}",
                "{\"data\":\"x\",\"event\":\"a\\rb\"}",
                "{\"data\":\"x\",\"comment\":\"a\\u0000b\"}"
            })
    void malformedEventIsSkippedAndCounted(String value) {
        TestArchive archive = new TestArchive();

        archive.store.write(
                List.of(archive.record(EVENTS, "c", value), archive.record(EVENTS, "c", "{\"data\":\"good\"}")));

        assertThat(archive.data("c")).containsExactly("good");
        assertThat(archive.skipped()).isEqualTo(1);
        assertThat(archive.archive.end()).isEqualTo(archive.end());
    }

    @Test
    void recordsWithoutKeyOrValueOrTooLongForTheIndexesAreSkipped() {
        TestArchive archive = new TestArchive();
        String good = "{\"data\":\"good\"}";

        archive.store.write(Arrays.asList(
                archive.record(EVENTS, null, good),
                archive.record(EVENTS, "c", null),
                archive.record(EVENTS, "c".repeat(301), good),
                archive.record(EVENTS, "c", "{\"data\":\"x\",\"id\":\"" + "\u4e00".repeat(501) + "\"}"),
                archive.record(
                        EVENTS, "\u4e00".repeat(300), "{\"data\":\"x\",\"id\":\"" + "\u4e00".repeat(500) + "\"}")));

        assertThat(archive.skipped()).isEqualTo(4);
        assertThat(archive.data("\u4e00".repeat(300))).containsExactly("x");
    }

    @Test
    void eventsOfARecreatedTopicComeAfterTheOldOnes() {
        TestArchive archive = new TestArchive();
        archive.publish("c", List.of(EventContent.of("1"), EventContent.of("2")));

        archive.recreate(EVENTS);
        archive.publish("c", "3");

        assertThat(archive.data("c")).containsExactly("1", "2", "3");
        LogPosition position = archive.archive.logPosition();
        assertThat(position.generation()).isEqualTo(position.first() + 1);
        assertThat(archive.topics().of(ArchivedLog.EVENTS).position()).isEqualTo(position);
    }

    @Test
    void eventsAtOffsetsGivenOutAgainComeAfterTheOldOnes() {
        TestArchive archive = new TestArchive();
        archive.publish("c", List.of(EventContent.of("1"), EventContent.of("2"), EventContent.of("3")));
        LogPosition before = archive.archive.logPosition();

        archive.cut(EVENTS, 1);
        archive.archived.cut(ArchivedLog.EVENTS, 1);
        LogPosition after = archive.archive.logPositionAfterCut(before, 1);
        archive.publish("c", "4");

        assertThat(archive.data("c")).containsExactly("1", "2", "3", "4");
        assertThat(after.of(1)).isGreaterThan(before.of(2));
        assertThat(archive.archive.end()).isEqualTo(after.of(2));
        assertThat(archive.topics().of(ArchivedLog.EVENTS).start()).isEqualTo(1);
    }

    @Test
    void oneCutIsOneGenerationForAllReplicas() {
        TestArchive archive = new TestArchive();
        archive.publish("c", List.of(EventContent.of("1"), EventContent.of("2")));
        LogPosition before = archive.archive.logPosition();
        ArchivedTopics other = archive.topics();
        other.of(ArchivedLog.EVENTS);

        LogPosition first = archive.archive.logPositionAfterCut(before, 1);
        other.cut(ArchivedLog.EVENTS, 1);
        ArchivedTopic later = other.cut(ArchivedLog.EVENTS, before, 1);

        assertThat(later.position()).isEqualTo(first);
        assertThat(archive.archive.logPositionAfterCut(first, 0)).isNotEqualTo(first);
    }

    @Test
    void eventsBeforeACutThatAreNotArchivedYetAreNotLost() {
        TestArchive archive = new TestArchive();
        archive.publish("c", "1");
        ConsumerRecord<byte[], byte[]> two = archive.record(EVENTS, "c", "{\"data\":\"2\"}");
        archive.record(EVENTS, "c", "{\"data\":\"lost in Kafka\"}");

        archive.cut(EVENTS, 2);
        archive.archive.logPositionAfterCut(archive.archive.logPosition(), 2);
        archive.store.write(List.of(two, archive.record(EVENTS, "c", "{\"data\":\"3\"}")));

        assertThat(archive.data("c")).containsExactly("1", "2", "3");
    }

    @Test
    void writerThatHasNotNoticedTheCutLosesNothing() {
        TestArchive archive = new TestArchive();
        archive.publish("c", List.of(EventContent.of("1"), EventContent.of("2")));

        archive.cut(EVENTS, 1);
        archive.topics().cut(ArchivedLog.EVENTS, 1);
        archive.publish("c", List.of(EventContent.of("3"), EventContent.of("4")));

        assertThat(archive.data("c")).containsExactly("1", "2", "3", "4");
    }

    @Test
    void generationsBeginSomewhereElseInEachDatabase() {
        LogPosition one = new TestArchive().archive.logPosition();
        LogPosition other = new TestArchive().archive.logPosition();

        assertThat(one.generation()).isEqualTo(one.first()).isPositive().isNotEqualTo(other.generation());
    }
}
