package dev.fleetcast.ingest;

import static dev.fleetcast.ingest.FedStream.batch;
import static dev.fleetcast.ingest.FedStream.numbered;
import static dev.fleetcast.ingest.FedStream.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.stream.spi.FeedItem;
import dev.fleetcast.telemetry.LastKnownPositions.LastKnown;
import dev.fleetcast.telemetry.RecordOffset;
import dev.fleetcast.telemetry.UnitId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TelemetryFeedTest {

    private static final Instant NOON = Instant.ofEpochMilli(TestRecord.TIMESTAMP);

    private final FedStream fed = new FedStream();

    @Test
    void messageOfAFollowedUnitReachesTheStreamExtendedAndUnharmed() {
        fed.stream.follow(1, fed.lookup);

        fed.read(record(1, "1", numbered(7).with("x_vendor", "27.90")));

        JsonNode message = fed.stream.messages().get(0);
        assertThat(fed.stream.story()).containsExactly("ready 1", "gps 1 #7");
        assertThat(message.path("vehicle").path("reg_no").asText()).isEqualTo("REG 1");
        assertThat(message.path("late").booleanValue()).isFalse();
        assertThat(Instant.parse(message.path("received_at").asText())).isAfter(NOON);
        assertThat(message.path("x_vendor").asText()).startsWith("27.9");
    }

    @Test
    void messageOfAnUnfollowedUnitIsTheSnapshotOfItsNextFollower() {
        fed.stream.follow(2, fed.lookup);

        fed.read(record(1, "1", numbered(7)));
        fed.stream.follow(1, fed.lookup);
        fed.read(record(2, "1", numbered(8)));

        assertThat(fed.stream.story()).containsExactly("ready 2", "gps snapshot 1 #7", "ready 1", "gps 1 #8");
    }

    @Test
    void feedWaitsUntilTheNextItemIsRequested() throws InterruptedException {
        TelemetryFeed unread = fed.newFeed();
        AtomicReference<Flow.Subscription> subscription = new AtomicReference<>();
        List<FeedItem> items = new CopyOnWriteArrayList<>();
        unread.items().subscribe().with(subscription::set, items::add, failed -> {}, () -> {});
        Thread reader = new Thread(() -> {
            unread.handle(batch(List.of(record(1, "1", numbered(7)))));
            unread.handle(batch(List.of(record(2, "1", numbered(8)))));
        });

        subscription.get().request(1);
        reader.start();
        Awaitility.await().until(() -> reader.getState() == Thread.State.WAITING);
        assertThat(items).hasSize(1);
        subscription.get().request(1);
        reader.join();

        assertThat(items).hasSize(2);
    }

    @Test
    void messageInTheSnapshotIsNotDeliveredAgain() {
        fed.stream.follow(1, unit -> {
            fed.read(record(1, "1", numbered(7)));
            return fed.lookup.of(unit);
        });
        fed.read(record(2, "1", numbered(8)));

        assertThat(fed.stream.story()).containsExactly("gps snapshot 1 #7", "ready 1", "gps 1 #8");
    }

    @Test
    void messageDuringTheSnapshotIsNotMissed() {
        fed.read(record(1, "1", numbered(7)));

        fed.stream.follow(1, unit -> {
            var snapshot = fed.lookup.of(unit);
            fed.read(record(2, "1", numbered(8)));
            return snapshot;
        });

        assertThat(fed.stream.story()).containsExactly("gps snapshot 1 #7", "ready 1", "gps 1 #8");
    }

    @Test
    void lateMessageIsDeliveredInItsPlaceAndMarked() {
        fed.stream.follow(1, fed.lookup);

        fed.read(record(1, "1", numbered(1).fixedAt(NOON)));
        fed.read(record(2, "1", numbered(2).fixedAt(NOON.minusSeconds(60))));
        fed.read(record(3, "1", numbered(3).fixedAt(NOON.plusSeconds(1))));

        assertThat(fed.stream.story()).containsExactly("ready 1", "gps 1 #1", "gps 1 #2", "gps 1 #3");
        assertThat(fed.stream.messages())
                .extracting(message -> message.path("late").booleanValue())
                .containsExactly(false, true, false);
    }

    @Test
    void lateMessagesAreRememberedForBackfills() {
        fed.read(List.of(
                record(1, "1", numbered(1).fixedAt(NOON)),
                record(2, "1", numbered(2).fixedAt(NOON.minusSeconds(60))),
                record(3, "1", numbered(3).fixedAt(NOON))));

        assertThat(List.of(verdict(1), verdict(2), verdict(3)))
                .containsExactly(Optional.of(false), Optional.of(true), Optional.of(false));
        assertThat(verdict(4)).isEmpty();
    }

    @Test
    void onlyAPositionOfNowSupersedesTheOneBefore() {
        fed.stream.followNewest(1, fed.lookup);
        fed.read(record(1, "1", numbered(1).fixedAt(NOON)));
        fed.read(record(2, "1", numbered(2).fixedAt(NOON)));
        fed.read(record(3, "1", numbered(3).fixedAt(NOON.plusSeconds(1))));

        fed.read(record(4, "1", numbered(4).fixedAt(NOON)));
        fed.read(record(5, "1", numbered(5).fixedAt(NOON.plusSeconds(2)).with("valid", "false")));
        fed.read(record(6, "1", numbered(6).with("gps", "{}")));
        fed.stream.follow(1, fed.lookup);

        assertThat(fed.stream.story()).containsExactly("ready 1", "gps 1 #1", "gps 1 #3");
    }

    @Test
    void unusableRecordsAreSkipped() {
        fed.stream.follow(1, fed.lookup);

        fed.read(List.of(
                TestRecord.at(1, "1", null),
                TestRecord.at(2, "1", TestRecord.bytes("oops")),
                record(3, "unknown", numbered(3).without("device")),
                record(4, "1", numbered(4).with("gps.latitude", "91")),
                record(5, "1", numbered(5))));

        assertThat(fed.stream.story()).containsExactly("ready 1", "gps 1 #5");
        assertThat(fed.meters.get("fleetcast.feed.records").counter().count()).isEqualTo(5);
    }

    @Test
    void lastKnownPositionIsTheRecordsOwn() {
        fed.read(record(41, "2", numbered(7).fixedAt(NOON)));

        LastKnown known = fed.positions.of(new UnitId(2)).orElseThrow();
        assertThat(known.position().offset()).isEqualTo(41);
        assertThat(known.position().partition()).isEqualTo(3);
        assertThat(known.recordTime()).isEqualTo(NOON);
        assertThat(known.message()).isEqualTo(numbered(7).fixedAt(NOON).bytes());
    }

    private Optional<Boolean> verdict(long offset) {
        return fed.late.verdict(new RecordOffset(TestRecord.TOPIC, 3, offset));
    }
}
