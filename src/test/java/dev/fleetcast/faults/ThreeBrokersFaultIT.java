package dev.fleetcast.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A production-like Kafka: three brokers, {@code min.insync.replicas=2}. A fault of one of them does not affect streams. */
@Tag("faults")
@Tag("extended")
class ThreeBrokersFaultIT {

    private static final String FEED = "fleet.telemetry";
    private static final int BROKERS = 3;
    private static final int STREAMS = 100;
    private static final Duration BACK_IN = Duration.ofMinutes(1);
    private static final Duration SLOW_TURN = Duration.ofMillis(700);

    private Path directory;
    private BrokerQuorum quorum;
    private Cluster cluster;

    @BeforeEach
    void start() {
        directory = Directories.temporary();
        quorum = new BrokerQuorum(BROKERS, directory);
        cluster = Cluster.start(quorum, 2, Map.of());
    }

    @AfterEach
    void stop() {
        cluster.close();
        Directories.delete(directory);
    }

    @Test
    void leadersMayDieAndMoveAndBeSlow() {
        try (Trial trial = Trial.of(cluster, Dose.streams(STREAMS), 3, 150)) {
            BrokerProcess leader = quorum.broker(leaders().get(0));
            leader.kill();
            Waiting.during(Dose.lasting(Duration.ofSeconds(10)));
            leader.start();
            quorum.awaitAll();
            awaitCopies();
            quorum.admin().reassign(turned());
            BrokerProcess slow = quorum.broker(leaders().get(0));
            for (int turn = 0;
                    turn < Dose.lasting(Duration.ofSeconds(8)).dividedBy(SLOW_TURN.multipliedBy(2));
                    turn++) {
                slow.pause();
                Waiting.during(SLOW_TURN);
                slow.resume();
                Waiting.during(SLOW_TURN);
            }
            long over = System.nanoTime();

            trial.passed(
                    "three brokers: a leader killed, partitions reassigned, a broker slow",
                    trial.recovery(over, BACK_IN));
        }
    }

    private List<Integer> leaders() {
        return quorum.admin().partitions(FEED).stream()
                .map(TopicPartitionInfo::leader)
                .map(Node::id)
                .toList();
    }

    private void awaitCopies() {
        Waiting.until(
                "every broker has everything again",
                BACK_IN,
                () -> quorum.admin().partitions(FEED).stream()
                        .allMatch(partition -> partition.isr().size() == BROKERS));
    }

    /** Moves the leadership of every partition to its next replica. */
    private Map<TopicPartition, List<Integer>> turned() {
        Map<TopicPartition, List<Integer>> all = new HashMap<>();
        quorum.admin().partitions(FEED).forEach(partition -> {
            List<Integer> replicas =
                    new ArrayList<>(partition.replicas().stream().map(Node::id).toList());
            Collections.rotate(replicas, -1);
            all.put(new TopicPartition(FEED, partition.partition()), replicas);
        });
        return all;
    }
}
