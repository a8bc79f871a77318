package dev.fleetcast.benchmark.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Tests the model against manual calculations with round figures. */
class ModelTest {

    private static final Costs COSTS = Costs.MEASURED
            .assumed(Cost.RECORD_GLANCED, 2)
            .assumed(Cost.RECORD_FOLLOWED, 10)
            .assumed(Cost.RECORD_IN_LEDGER, 8)
            .assumed(Cost.WRITE, 5)
            .assumed(Cost.EVENT, 1)
            .assumed(Cost.RECORD_BYTES, 500)
            .assumed(Cost.EVENT_BYTES, 625)
            .assumed(Cost.PARTITION_RECORDS, 100_000);

    /** Ten streams of ten units each; a thousand units send 10,000 records a second. */
    private static final Load LOAD = new Load(10, 1_000, 10, 20, new Dashboard(10, 0, 0, 0));

    @Test
    void everyReplicaGlancesAtTheWholeFeedAndSharesTheLedger() {
        CpuUse of = CpuUse.of(COSTS, LOAD, Deployment.of(4));

        assertThat(of.glancing()).isCloseTo(0.02, within(1e-9));
        assertThat(of.ledger()).isCloseTo(0.02, within(1e-9));
        assertThat(CpuUse.of(COSTS, LOAD, Deployment.of(100)).ledger())
                .as("no more replicas than partitions have a share")
                .isCloseTo(0.004, within(1e-9));
    }

    @Test
    void followedShareIsTheUnionOverTheStreamsOfAReplica() {
        assertThat(CpuUse.followedShare(LOAD, Deployment.of(10))).isCloseTo(0.01, within(1e-9));
        assertThat(CpuUse.followedShare(LOAD, Deployment.of(5))).isCloseTo(1 - 0.99 * 0.99, within(1e-9));
    }

    @Test
    void deliveriesCostAWriteEachUnlessTheyWaitForEachOther() {
        Deployment two = Deployment.of(2);

        assertThat(CpuUse.of(COSTS, LOAD, two).deliveries()).isCloseTo(500 * 6e-6, within(1e-9));
        // 100 events a second on a stream: within 40 ms four more come after the first.
        assertThat(CpuUse.of(COSTS, LOAD, two.flushing(40)).deliveries()).isCloseTo(500 * 2e-6, within(1e-9));
    }

    @Test
    void aPongThatComesToTheWrongReplicaIsTwoRecordsForAll() {
        Load pongs = new Load(150_000, 1_000, 0, 12, new Dashboard(1, 0, 0, 0));

        assertThat(new ControlTraffic(pongs, Deployment.of(1)).commandsPerSecond())
                .isEqualTo(1);
        assertThat(new ControlTraffic(pongs, Deployment.of(10)).commandsPerSecond())
                .isCloseTo(10_000 * 2 * 0.9 + 10, within(1e-6));
    }

    @Test
    void kafkaSendsTheFeedToEveryReplicaAndOnceToTheLedger() {
        Load feed = new Load(0, 1_000, 10, 12, new Dashboard(1, 0, 0, 0));
        double feedGigabits = 10_000 * 500 * 8 / 1e9;

        assertThat(NetworkUse.of(COSTS, feed, Deployment.of(3)).kafkaEgress())
                .isCloseTo(4 * feedGigabits, within(1e-3 * feedGigabits));
    }

    @Test
    void marksAreMadeEarlyOnlyWhenPartitionsAreBusy() {
        Dashboard none = new Dashboard(1, 0, 0, 0);

        assertThat(new ControlTraffic(new Load(1, 1_000, 24, 12, none), Deployment.of(1)).markIntervalSeconds())
                .isEqualTo(2);
        assertThat(new ControlTraffic(new Load(1, 1_000, 96, 12, none), Deployment.of(1)).markIntervalSeconds())
                .isCloseTo(0.5 + 0.1, within(1e-9));
    }

    @Test
    void theSmallestDeploymentIsTheOneThatIsJustEnough() {
        Replica replica = new Sizing(COSTS, Load.lists(31_000), Deployment.of(1)).smallest();

        assertThat(replica.deployment().replicas()).isEqualTo(3);
        assertThat(Sizing.overused(replica)).isEmpty();
    }

    @Test
    void cellsDivideEverythingButWhatAReplicaCarries() {
        Load load = Load.lists(1_000_000).dividedBy(10);

        assertThat(load.streams()).isEqualTo(100_000);
        assertThat(load.recordsPerSecond()).isCloseTo(10_000, within(1e-6));
        assertThat(load.partitions()).isEqualTo(12);
    }
}
