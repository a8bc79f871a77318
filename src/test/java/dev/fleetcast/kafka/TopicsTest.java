package dev.fleetcast.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fleetcast.testing.Settings;
import dev.fleetcast.testing.SharedServices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicsTest {

    private final TestTopics fixture = new TestTopics();
    private final Topics topics = fixture.topics(Map.of());
    private final String name = TestTopics.name();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void feedIsSpreadOverTwelvePartitions() throws Exception {
        topics.ensure(List.of(topics.feed(name)));

        assertThat(fixture.partitions(name)).isEqualTo(12);
        assertThat(fixture.setting(name, "cleanup.policy")).isEqualTo("delete");
    }

    @Test
    void feedIsSpreadOverAsManyPartitionsAsConfigured() throws Exception {
        Topics configured = fixture.topics(Map.of("fleetcast.topics.telemetry-partitions", "3"));

        configured.ensure(List.of(configured.feed(name)));

        assertThat(fixture.partitions(name)).isEqualTo(3);
    }

    @Test
    void tableKeepsTheNewestRecordOfEachKey() throws Exception {
        topics.ensure(List.of(topics.table(name, 2)));

        assertThat(fixture.partitions(name)).isEqualTo(2);
        assertThat(fixture.setting(name, "cleanup.policy")).isEqualTo("compact");
    }

    @Test
    void singleHasOnePartition() throws Exception {
        topics.ensure(List.of(topics.single(name)));

        assertThat(fixture.partitions(name)).isEqualTo(1);
    }

    @Test
    void ledgerTopicsHaveRoomForTheLargestRecordAndItsHeaders() throws Exception {
        topics.ensure(List.of(topics.feed(name), topics.single(name + "-dlq"), topics.table(name + "-known", 1)));

        int feed = Integer.parseInt(fixture.setting(name, "max.message.bytes"));
        assertThat(Integer.parseInt(fixture.setting(name + "-dlq", "max.message.bytes")))
                .isGreaterThan(feed + 10_000);
        assertThat(Integer.parseInt(fixture.setting(name + "-known", "max.message.bytes")))
                .isGreaterThan(feed + 10_000);
    }

    @Test
    void newTopicsAcceptTheirFirstRecords() throws Exception {
        List<NewTopic> several = IntStream.range(0, 5)
                .mapToObj(each -> topics.feed(TestTopics.name()))
                .toList();
        Map<String, Object> withoutRetry = Map.of(
                "bootstrap.servers", SharedServices.bootstrapServers(), "retries", 0, "enable.idempotence", false);

        topics.ensure(several);

        try (var producer = new KafkaProducer<>(withoutRetry, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            for (NewTopic topic : several) {
                for (int partition = 0; partition < topic.numPartitions(); partition++) {
                    sent.add(producer.send(new ProducerRecord<>(topic.name(), partition, null, new byte[1])));
                }
            }
            for (Future<?> each : sent) {
                each.get();
            }
        }
    }

    @Test
    void topicThatExistsIsUsedAsItIs() throws Exception {
        fixture.created(name, 2);
        String absent = TestTopics.name();

        topics.ensure(List.of(topics.feed(name), topics.single(absent)));

        assertThat(fixture.partitions(name)).isEqualTo(2);
        assertThat(fixture.partitions(absent)).isEqualTo(1);
    }

    @Test
    void replicasThatStartTogetherDoNotDisturbEachOther() throws Exception {
        ExecutorService replicas = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> starts = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                starts.add(replicas.submit(() -> {
                    topics.ensure(List.of(topics.feed(name), topics.single(name + "-dlq")));
                    return null;
                }));
            }
            for (Future<?> start : starts) {
                start.get(30, TimeUnit.SECONDS);
            }
        } finally {
            replicas.shutdownNow();
        }

        assertThat(fixture.partitions(name)).isEqualTo(12);
    }

    @Test
    void nothingIsCreatedWhereTopicsAreProvisioned() throws Exception {
        fixture.topics(Map.of("fleetcast.topics.create", "false")).ensure(List.of(topics.feed(name)));

        assertThat(fixture.names()).doesNotContain(name);
    }

    @Test
    void refusalOfTheBrokerIsReported() {
        NewTopic impossible = new NewTopic(name, 1, (short) 3);

        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> topics.ensure(List.of(impossible)));
    }

    @Test
    void unresolvableBrokerIsReportedLikeAnUnreachableOne() {
        KafkaClients nowhere = TestTopics.clients(Map.of("bootstrap.servers", "localhost"));
        Topics unreachable = new Topics(nowhere, Settings.of(TopicsConfig.class, Map.of()));

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> unreachable.ensure(List.of(topics.feed(name))));
    }
}
