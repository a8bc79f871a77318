package dev.fleetcast.ingest;

import static dev.fleetcast.ingest.ScannedFeed.TOPIC;
import static dev.fleetcast.ingest.ScannedFeed.TOPIC_ID;
import static dev.fleetcast.ingest.ScannedFeed.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.ingest.backfill.PendingBackfill;
import dev.fleetcast.stream.event.GapReason;
import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import java.util.Map;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Backfills that cannot be complete. */
class BackfillGapTest {

    private final ScannedFeed feed = new ScannedFeed()
            .with(0, 0, "1", 1)
            .with(0, 1, "2", 2)
            .with(0, 2, "1", 3)
            .with(1, 3, "3", 4);

    @Test
    void expiredRecordsAreAGap() {
        feed.beginsAt(0, 1);

        PendingBackfill missed = feed.request(at(0, 0), 1);
        PendingBackfill complete = feed.request(at(1, 0), 1);
        feed.scan();

        assertRefused(missed, GapReason.RETENTION);
        assertThat(feed.numbers(complete)).containsExactly(3);
    }

    @Test
    void expiredRecordsThatWereNotMissedAreNoGap() {
        feed.beginsAt(0, 3);

        PendingBackfill ticket = feed.request(at(3, 0), 1, 3);
        feed.scan();

        assertThat(feed.numbers(ticket)).containsExactly(4);
    }

    @Test
    void topicOfAnotherIdIsAGap() {
        PendingBackfill recreated = feed.request(100, Map.of(TOPIC, "another"), feed.end(), 1);
        PendingBackfill unknown = feed.request(100, Map.of(), at(2, 1), 1);
        feed.scan();

        assertRefused(recreated, GapReason.TOPIC_RECREATED);
        assertThat(feed.numbers(unknown)).containsExactly(3);
    }

    @Test
    void positionBeyondTheEndIsOfAnotherTopic() {
        PendingBackfill offset = feed.request(100, Map.of(), at(4, 0), 1);
        PendingBackfill partition = feed.request(100, Map.of(), at(0, 0, 1), 1);
        PendingBackfill topic =
                feed.request(100, Map.of(), Map.of(new UnitId(1), FeedPosition.of(Map.of("gone", new long[] {1}))));
        feed.scan();

        assertRefused(offset, GapReason.TOPIC_RECREATED);
        assertRefused(partition, GapReason.TOPIC_RECREATED);
        assertRefused(topic, GapReason.TOPIC_RECREATED);
    }

    @Test
    void positionBeyondACutIsAGapThoughTheLogHasGrownAgain() {
        TopicPartition cut = new TopicPartition(TOPIC, 0);
        FeedLog log = new FeedLog(Map.of(TOPIC, TOPIC_ID), Map.of()).with(TOPIC, 0, 4);
        PendingBackfill nothingSince = feed.request(100, log, Map.of(new UnitId(1), feed.end()));
        PendingBackfill beyond = feed.request(100, log, Map.of(new UnitId(1), at(2, 0)));
        PendingBackfill before = feed.request(100, log, Map.of(new UnitId(1), at(1, 0)));
        MockConsumer<byte[], byte[]> consumer = feed.consumer();
        consumer.setPollException(
                new LogTruncationException(Map.of(cut, Long.MAX_VALUE - 1), Map.of(cut, new OffsetAndMetadata(1))));
        feed.scan(consumer);

        assertRefused(nothingSince, GapReason.TOPIC_RECREATED);
        assertRefused(beyond, GapReason.TOPIC_RECREATED);
        assertThat(feed.numbers(before)).containsExactly(3);
    }

    @Test
    void moreThanTheLimitOfARequestIsAGapWithACount() {
        PendingBackfill most = feed.request(2, Map.of(TOPIC, TOPIC_ID), FeedPosition.START, 1, 2, 3);
        PendingBackfill all = feed.request(2, Map.of(TOPIC, TOPIC_ID), FeedPosition.START, 1);
        feed.scan();

        assertRefused(most, GapReason.LIMIT);
        assertThat(feed.answer(most).missed())
                .containsExactlyInAnyOrderEntriesOf(Map.of(new UnitId(1), 2, new UnitId(2), 1, new UnitId(3), 1));
        assertThat(feed.numbers(all)).containsExactly(1, 3);
    }

    @Test
    void messagesThatDoNotFitIntoAReplyAreNoGap() {
        for (int i = 0; i < 100; i++) {
            feed.with(0, i, "2", i);
        }
        feed.maxBytes(10_000);

        PendingBackfill small = feed.request(at(2, 1), 1);
        PendingBackfill large = feed.request(1_000, Map.of(), at(0, 0), 1, 2, 3);
        feed.scan();

        int found = feed.numbers(large).size();
        assertThat(found).isBetween(2, 20);
        assertThat(feed.answer(large).reached()).isEqualTo(at(found, 0));
        assertThat(feed.numbers(small)).containsExactly(3);
        assertThat(feed.answer(small).reached()).isEqualTo(feed.end());

        PendingBackfill rest =
                feed.request(Integer.MAX_VALUE, Map.of(), feed.answer(large).reached(), 1, 2, 3);
        feed.maxBytes(1_000_000);
        PendingBackfill all =
                feed.request(Integer.MAX_VALUE, Map.of(), feed.answer(large).reached(), 1, 2, 3);
        feed.scan();

        assertThat(feed.numbers(rest)).isNotEmpty().isSubsetOf(feed.numbers(all));
        assertThat(feed.numbers(all)).hasSize(104 - found);
    }

    @Test
    void moreThanTheLimitIsAGapEvenWithLittleRoom() {
        feed.maxBytes(1);

        PendingBackfill ticket = feed.request(2, Map.of(TOPIC, TOPIC_ID), FeedPosition.START, 1, 2, 3);
        feed.scan();

        assertRefused(ticket, GapReason.LIMIT);
        assertThat(feed.answer(ticket).missed()).hasSize(3);
    }

    @Test
    void partitionWithoutALeaderDelaysAffectedRequestsOnly() {
        feed.leaderless(1, true);

        PendingBackfill other = feed.request(at(0, 1), 1);
        PendingBackfill concerned = feed.request(at(0, 0), 1, 3);
        assertThat(feed.scan()).containsExactly(concerned);

        assertThat(feed.numbers(other)).containsExactly(1, 3);
        assertThat(feed.isHeldUp(other)).isFalse();
        assertThat(concerned.isOpen()).isTrue();
        assertThat(feed.isHeldUp(concerned)).isTrue();

        feed.leaderless(1, false);
        assertThat(feed.scan()).isEmpty();

        assertThat(feed.numbers(concerned)).containsExactly(1, 3, 4);
    }

    @Test
    void stuckPartitionEndsTheScanWithPartialResults() {
        feed.silent(1);

        PendingBackfill concerned = feed.request(at(0, 0), 1, 3);
        feed.scan();

        assertThat(feed.numbers(concerned)).containsExactly(1, 3);
        assertThat(feed.answer(concerned).reached()).isEqualTo(at(3, 0));
    }

    private void assertRefused(PendingBackfill ticket, GapReason reason) {
        assertThat(feed.answer(ticket).gap()).isEqualTo(reason);
        assertThat(feed.answer(ticket).updates()).isEmpty();
    }
}
