package dev.fleetcast.ingest.backfill;

import static dev.fleetcast.ingest.ScannedFeed.TOPIC;
import static dev.fleetcast.ingest.ScannedFeed.TOPIC_ID;
import static dev.fleetcast.ingest.ScannedFeed.at;
import static dev.fleetcast.ingest.ScannedFeed.numbered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetcast.ingest.ScannedFeed;
import dev.fleetcast.ingest.TestRecord;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.TestMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.junit.jupiter.api.Test;

class BackfillScanTest {

    private static final Instant NOON = Instant.ofEpochMilli(TestRecord.TIMESTAMP);

    private final ScannedFeed feed = new ScannedFeed();

    @Test
    void eachUnitIsBackfilledFromItsOwnPosition() {
        feed.with(0, 0, "1", 1)
                .with(0, 1, "2", 2)
                .with(0, 2, "3", 3)
                .with(0, 3, "1", 4)
                .with(0, 4, "2", 5);

        PendingBackfill ticket = feed.request(
                100, Map.of(TOPIC, TOPIC_ID), Map.of(new UnitId(1), at(3, 0), new UnitId(2), FeedPosition.START));
        feed.scan();

        assertThat(feed.numbers(ticket)).containsExactly(2, 4, 5);
        assertThat(feed.answer(ticket).gap()).isNull();
    }

    @Test
    void nothingBeyondTheRequestedEndIsBackfilled() {
        feed.with(0, 0, "1", 1);
        PendingBackfill earlier = feed.request(FeedPosition.START, 1);
        feed.with(0, 1, "1", 2);
        PendingBackfill later = feed.request(FeedPosition.START, 1);

        feed.scan();

        assertThat(feed.numbers(earlier)).containsExactly(1);
        assertThat(feed.numbers(later)).containsExactly(1, 2);
    }

    @Test
    void manyRequestsShareOneScan() {
        feed.with(0, 0, "1", 1).with(1, 0, "2", 2);
        List<PendingBackfill> tickets = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            tickets.add(feed.request(FeedPosition.START, 1, 2));
        }

        feed.scan();

        assertThat(tickets)
                .allSatisfy(ticket -> assertThat(feed.answer(ticket).updates())
                        .hasSize(2)
                        .containsExactlyElementsOf(feed.answer(tickets.get(0)).updates()));
        assertThat(feed.scanned()).isEqualTo(2);
    }

    @Test
    void orderIsKafkasWithinAPartitionAndThatOfTimeAcrossPartitions() {
        feed.with(0, 5, "1", 1).with(0, 1, "2", 2).with(0, 7, "1", 3);
        feed.with(1, 3, "3", 4).with(1, 6, "3", 5);

        PendingBackfill ticket = feed.request(FeedPosition.START, 1, 2, 3);
        feed.scan();

        assertThat(feed.numbers(ticket)).containsExactly(4, 1, 2, 5, 3);
    }

    @Test
    void partitionsWithNothingMissedAreNotRead() {
        feed.with(0, 0, "1", 1).with(1, 0, "2", 2);

        PendingBackfill ticket = feed.request(at(1, 0), 1, 2);
        PendingBackfill nothing = feed.request(at(1, 1), 1);
        feed.scan();

        assertThat(feed.numbers(ticket)).containsExactly(2);
        assertThat(feed.numbers(nothing)).isEmpty();
        assertThat(feed.answer(nothing).gap()).isNull();
        assertThat(feed.scanned()).isEqualTo(1);
    }

    @Test
    void updateIsThatOfTheFeedButForWhenItWasReceived() {
        feed.with(0, 9, null, numbered(1).with("device", "{\"imei\":\"359568052512345\"}"));

        PendingBackfill ticket = feed.request(FeedPosition.START, 1);
        feed.scan();

        Update update = feed.answer(ticket).updates().get(0);
        assertThat(update.unit()).isEqualTo(new UnitId(1));
        assertThat(update.sequence()).isZero();
        assertThat(update.recordTime()).isEqualTo(NOON.plusSeconds(9));
        assertThat(update.position().offset()).isZero();
        assertThat(feed.messages(ticket)).singleElement().satisfies(message -> {
            assertThat(message.at("/vehicle/reg_no").asText()).isEqualTo("REG 1");
            assertThat(message.path("received_at").asText())
                    .isEqualTo(NOON.plusSeconds(9).toString());
        });
    }

    @Test
    void unusableRecordsAreSkipped() {
        feed.with(0, 0, "1", (byte[]) null).with(0, 0, "1", TestRecord.bytes("oops"));
        feed.with(0, 0, "unknown", 3).with(0, 0, "1", 4);

        PendingBackfill ticket = feed.request(FeedPosition.START, 1);
        feed.scan();

        assertThat(feed.numbers(ticket)).containsExactly(4);
    }

    @Test
    void latenessIsThatFoundByTheFeed() {
        feed.with(0, 0, "1", fixed(1, 0)).with(0, 1, "1", fixed(2, -60)).with(0, 2, "1", fixed(3, 1));
        feed.late.add(new dev.fleetcast.telemetry.RecordOffset(TOPIC, 0, 2));
        feed.late.judged(feed.end());

        PendingBackfill ticket = feed.request(FeedPosition.START, 1);
        feed.scan();

        assertThat(lateOnes(ticket)).containsExactly(3);
        assertThat(feed.answer(ticket).updates().get(2).current()).isFalse();
    }

    @Test
    void latenessIsJudgedAgainWhereTheFeedDoesNotKnow() {
        feed.with(0, 0, "1", fixed(1, 0)).with(0, 1, "1", fixed(2, -60)).with(0, 2, "1", fixed(3, 1));

        PendingBackfill ticket = feed.request(at(1, 0), 1);
        PendingBackfill longer = feed.request(FeedPosition.START, 1);
        feed.scan();

        assertThat(lateOnes(longer)).containsExactly(2);
        assertThat(lateOnes(ticket)).containsExactly(2);
    }

    @Test
    void fastClockIsReported() {
        feed.with(0, 0, "1", fixed(1, 3_600));

        PendingBackfill ticket = feed.request(FeedPosition.START, 1);
        feed.scan();

        assertThat(feed.messages(ticket))
                .singleElement()
                .satisfies(message ->
                        assertThat(message.path("clock_ahead").booleanValue()).isTrue());
    }

    @Test
    void cancelledRequestIsNeitherReadNorAnswered() {
        feed.with(0, 0, "1", 1);
        PendingBackfill ticket = feed.request(FeedPosition.START, 1);
        ticket.cancel();

        feed.scan();

        assertThat(feed.answer(ticket)).isNull();
        assertThat(feed.scanned()).isZero();
    }

    @Test
    void recordsThatExpireDuringTheScanFailItForARetry() {
        feed.with(0, 0, "1", 1).with(0, 0, "1", 2);
        PendingBackfill ticket = feed.request(FeedPosition.START, 1);
        MockConsumer<byte[], byte[]> consumer = feed.consumer();
        consumer.setPollException(new OffsetOutOfRangeException(Map.of()));

        assertThatThrownBy(() -> feed.scan(consumer)).isInstanceOf(OffsetOutOfRangeException.class);

        assertThat(ticket.isOpen()).isTrue();
        assertThat(feed.answer(ticket)).isNull();
    }

    private List<Integer> lateOnes(PendingBackfill ticket) {
        return feed.messages(ticket)
                .filter(message -> message.path("late").booleanValue())
                .map(message -> message.path("seq_no").intValue())
                .toList();
    }

    private static TestMessage fixed(int number, int second) {
        return numbered(number).fixedAt(NOON.plusSeconds(second));
    }
}
