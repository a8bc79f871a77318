package dev.fleetcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.faults.ChannelPublisher.Published;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Devices on channels whose replicas are killed. */
@Tag("faults")
class ChannelsFaultIT {

    private static final Logger LOG = Logger.getLogger(ChannelsFaultIT.class);
    private static final int CHANNELS = 10;
    private static final int PUBLISHERS = 20;
    private static final int LATECOMERS = 50;
    private static final int LEAVING = 100;

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int REQUIRED_EACH = 8;
    private static final Duration RECEIPT_TIMEOUT = Duration.ofSeconds(8);

    private static final Duration ALL_BACK = Duration.ofSeconds(10);
    private static final Duration NUMBERS_RIGHT = Duration.ofSeconds(10);

    private final Random chance = Dose.chance(getClass());
    private final Cluster cluster = SharedCluster.cluster();
    private int killed;

    @AfterEach
    void leaveTheClusterWhole() {
        for (int i = 0; i < cluster.size(); i++) {
            if (!cluster.replica(i).isAlive()) {
                cluster.restart(i);
            }
        }
    }

    @Test
    void everyFeedGetsEveryEventOnceAndEveryReceiptIsRecorded() {
        for (int round = 0; round < Dose.rounds(); round++) {
            killReplicas("R" + round + "_");
        }
    }

    private void killReplicas(String name) {
        try (FeedCrowd crowd = new FeedCrowd(cluster.balancer().port(), name, CHANNELS)) {
            crowd.follow(Dose.streams(1_000));
            numbersAreRight(crowd);
            crowd.publish(PUBLISHERS, PAUSE, REQUIRED_EACH, RECEIPT_TIMEOUT);
            Waiting.during(Duration.ofSeconds(2));
            Duration first = killOne(crowd);
            cluster.restart(killed);
            crowd.follow(LATECOMERS);
            // By then every replica knows the new devices and their events.
            Waiting.during(Duration.ofSeconds(6));
            Duration second = killOne(crowd);
            List<Published> published = crowd.settle();
            cluster.restart(killed);
            Waiting.until("receipts are overdue", ALL_BACK, () -> System.currentTimeMillis() > deadline(published));

            FeedVerdict verdict = new FeedVerdict(crowd, published);
            Figures figures = verdict.figures();
            Results.add(
                    "two replicas killed under feeds of channels",
                    crowd.followers().size(),
                    published.size(),
                    figures,
                    first.compareTo(second) > 0 ? first : second);
            assertThat(crowd.followers()).extracting(FeedFollower::failure).containsOnly(0);
            assertThat(figures.isFlawless()).as(figures.toString()).isTrue();
            assertThat(verdict.misplaced()).isEmpty();
            assertThat(verdict.wrongReceipts(RECEIPT_TIMEOUT)).isEmpty();
            LOG.infof("receipts: %s; sent again: %d", verdict.receipts(), verdict.sentAgain());
            assertThat(verdict.receipts()).containsOnlyKeys("confirmed", "overdue");
            assertThat(verdict.sentAgain()).isPositive();
            assertThat(crowd.followers()).noneMatch(each -> each.refusals().containsKey(404));
            eventsAreKept(crowd, published);
            crowd.leave(LEAVING);
            numbersAreRight(crowd);
        }
    }

    /** All feeds are back when this returns; the replica is not. */
    private Duration killOne(FeedCrowd crowd) {
        killed = chance.nextInt(cluster.size());
        long fault = System.nanoTime();
        cluster.replica(killed).kill();
        Duration recovery = crowd.recovery(fault, ALL_BACK);
        numbersAreRight(crowd);
        return recovery;
    }

    private static long deadline(List<Published> published) {
        return published.stream().mapToLong(Published::takenAt).max().orElseThrow()
                + RECEIPT_TIMEOUT.plusSeconds(1).toMillis();
    }

    private void numbersAreRight(FeedCrowd crowd) {
        Waiting.untilEqual("connections", NUMBERS_RIGHT, crowd::connections, crowd::knownConnections);
        String channel = crowd.channels().get(chance.nextInt(CHANNELS));
        assertThat(new JsonObject(crowd.ask("/admin/devices/" + channel).body()).fieldNames())
                .containsExactlyInAnyOrderElementsOf(crowd.followersOf(channel).stream()
                        .map(FeedFollower::device)
                        .toList());
    }

    private static void eventsAreKept(FeedCrowd crowd, List<Published> published) {
        for (String channel : crowd.channels()) {
            assertThat(new JsonArray(crowd.ask("/admin/events/" + channel).body()))
                    .hasSize((int) published.stream()
                            .filter(event -> event.channel().equals(channel))
                            .count());
        }
    }
}
