package dev.fleetcast.kafka.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.kafka.SmallReader;
import dev.fleetcast.kafka.TestTopics;
import dev.fleetcast.testing.SharedServices;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads in a process with a heap of 64 MB. */
class SteadyConsumerTest {

    private static final int MEGABYTE = 1 << 20;
    private static final int MORE_THAN_THE_HEAP = 80 * MEGABYTE;

    private static final int PARTITIONS = 8;

    private final TestTopics topics = new TestTopics();
    private String topic;

    @BeforeEach
    void create() throws Exception {
        topic = topics.created(PARTITIONS);
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void recordThatUnpacksToMoreThanTheHeapIsSkipped() throws Exception {
        sendEach(1, MORE_THAN_THE_HEAP);
        sendAtOnce(3, 4, MORE_THAN_THE_HEAP);
        sendEach(6);

        assertThat(read())
                .containsExactly(
                        "0/0: 1",
                        "0/1-1: value: cannot be decompressed",
                        "0/2: 3",
                        "0/3: 4",
                        "0/4-4: value: cannot be decompressed",
                        "0/5: 6");
    }

    @Test
    void tooLongRecordIsSkipped() throws Exception {
        sendEach(1, 2 * MEGABYTE, 2 * MEGABYTE + 1, 4);

        assertThat(read())
                .containsExactly(
                        "0/0: 1",
                        "0/1: 2097152",
                        "0/2: value: has 2097153 bytes, more than fleetcast.kafka.max-record-size",
                        "0/3: 4");
    }

    @Test
    void batchThatUnpacksToMoreThanTheHeapIsReadInPieces() throws Exception {
        sendAtOnce(IntStream.range(0, 80).map(each -> MEGABYTE + each).toArray());

        assertThat(read())
                .containsExactlyElementsOf(IntStream.range(0, 80)
                        .mapToObj(each -> "0/" + each + ": " + (MEGABYTE + each))
                        .toList());
    }

    @Test
    void otherPartitionsLoseNothingWhenARecordCannotBeUnpacked() throws Exception {
        List<String> expected = sendToAllPartitions();

        assertThat(read()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void otherPartitionsLoseNothingWhenAMemberOfAGroupBeginsWithSuchARecord() throws Exception {
        List<String> expected = sendToAllPartitions();
        String group = "test-" + UUID.randomUUID();
        topics.commit(group, topic, PARTITIONS);

        assertThat(read(group)).containsExactlyInAnyOrderElementsOf(expected);
    }

    private List<String> sendToAllPartitions() throws Exception {
        List<String> expected = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS - 1; partition++) {
            send(partition, 1, 2);
            expected.addAll(List.of(partition + "/0: 1", partition + "/1: 2"));
        }
        send(PARTITIONS - 1, MORE_THAN_THE_HEAP);
        expected.add("7/0-0: value: cannot be decompressed");
        return expected;
    }

    private void sendEach(int... sizes) throws Exception {
        for (int size : sizes) {
            sendAtOnce(size);
        }
    }

    private void sendAtOnce(int... sizes) throws Exception {
        send(0, sizes);
    }

    /** Sends in one compressed batch. */
    private void send(int partition, int... sizes) throws Exception {
        // Above their total: the producer overestimates the size of records until they are compressed.
        int all = 2 * Arrays.stream(sizes).sum() + MEGABYTE;
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                SharedServices.bootstrapServers(),
                "compression.type",
                "gzip",
                "max.request.size",
                all,
                "batch.size",
                all,
                "buffer.memory",
                2L * all,
                "linger.ms",
                60_000);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            for (int size : sizes) {
                byte[] value = new byte[size];
                Arrays.fill(value, (byte) 'a');
                sent.add(producer.send(new ProducerRecord<>(topic, partition, null, value)));
            }
            producer.flush();
            for (Future<?> each : sent) {
                each.get();
            }
        }
    }

    private List<String> read(String... group) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                SmallReader.class.getName(),
                SharedServices.bootstrapServers(),
                topic));
        command.addAll(List.of(group));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader output = process.inputReader()) {
            List<String> said = output.lines().toList();
            assertThat(process.waitFor()).as(String.join("\n", said)).isZero();
            return said.stream()
                    .filter(line -> line.startsWith("read "))
                    .map(line -> line.substring("read ".length()))
                    .toList();
        }
    }
}
