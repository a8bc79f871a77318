package dev.fleetcast.device.event.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.device.DeviceConfig;
import dev.fleetcast.device.Devices;
import dev.fleetcast.device.event.DeviceEvent;
import dev.fleetcast.device.event.DeviceEventRecord;
import dev.fleetcast.fleet.TestFleet;
import dev.fleetcast.kafka.TestTopics;
import dev.fleetcast.testing.Settings;
import dev.fleetcast.testing.SharedServices;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events that memory does not hold any more come from Kafka, without a seam. */
class OldEventsTest {

    private static final Pattern SENT = Pattern.compile("id: (\\S+)\nevent: (\\S+)\n");
    private static final int PARTITIONS = 3;
    private static final int EVENTS = 600;

    private final TestTopics topics = new TestTopics();
    private String topic;
    private final EventCursors cursors = new EventCursors(List.of(new byte[32]));
    /** Holds a part only. */
    private final EventLog log = new EventLog(60_000);

    private final ExecutorService loop = Executors.newSingleThreadExecutor();
    private OldEvents old;

    @BeforeEach
    void fill() throws Exception {
        topic = topics.created(PARTITIONS);
        Map<String, Object> broker = Map.of("bootstrap.servers", SharedServices.bootstrapServers());
        try (var producer = new KafkaProducer<>(broker, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < EVENTS; i++) {
                producer.send(DeviceEventRecord.write(
                        topic,
                        DeviceEvent.ofDevice(
                                "d" + i % 7,
                                String.format("d%d/%04d", i % 7, i),
                                "x".repeat(500),
                                60,
                                false,
                                Instant.EPOCH)));
            }
        }
        readIntoMemory();
        old = new OldEvents(
                Settings.of(DeviceConfig.class, Map.of("fleetcast.device.events-topic", topic)),
                topics.clients(),
                new Devices(TestFleet.directory()));
        old.start(null);
    }

    private void readIntoMemory() throws Exception {
        try (Consumer<byte[], byte[]> consumer = topics.clients().rangeConsumer()) {
            List<TopicPartition> all =
                    List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1), new TopicPartition(topic, 2));
            consumer.assign(all);
            consumer.seekToBeginning(all);
            for (int read = 0; read < EVENTS; ) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    log.add(ReadEvent.of(record, new Devices(TestFleet.directory())));
                    read++;
                }
            }
        }
    }

    @AfterEach
    void stop() {
        old.stop(null);
        loop.shutdownNow();
        topics.close();
    }

    /** Four hundred pages: none waits for records after the page before it. */
    @Test
    @Timeout(60)
    void clientFarBehindGetsEverythingOnceAndInOrderPerDevice() throws Exception {
        assertThat(log.beginning().number()).isGreaterThan(100);
        List<String[]> all = replay(Positions.NONE, EVENTS);

        assertThat(all).extracting(sent -> sent[0]).doesNotHaveDuplicates().hasSize(EVENTS);
        for (int device = 0; device < 7; device++) {
            String prefix = "d" + device + "/";
            assertThat(all.stream().map(sent -> sent[0]).filter(name -> name.startsWith(prefix)))
                    .isSorted();
        }
        for (int seen : List.of(1, 57, 300, 599)) {
            List<String> got = new ArrayList<>();
            all.subList(0, seen).forEach(sent -> got.add(sent[0]));
            Positions at = cursors.read(all.get(seen - 1)[1]).orElseThrow();
            replay(at, EVENTS - seen).forEach(sent -> got.add(sent[0]));
            assertThat(got).as("after " + seen).doesNotHaveDuplicates().hasSize(EVENTS);
        }
    }

    /** The events after a point, each with its id, as a client gets them that takes little at a time. */
    private List<String[]> replay(Positions from, int expected) throws InterruptedException {
        LinkedBlockingQueue<String[]> sent = new LinkedBlockingQueue<>();
        EventPlayback playback = new EventPlayback(log, old, cursors, event -> true, loop, count -> {});
        loop.execute(() -> {
            playback.begin(Optional.of(from), () -> turn(playback, sent), () -> false);
            turn(playback, sent);
        });
        List<String[]> got = new ArrayList<>();
        while (got.size() < expected) {
            String[] next = sent.poll(20, TimeUnit.SECONDS);
            assertThat(next).as("after " + got.size()).isNotNull();
            got.add(next);
        }
        return got;
    }

    private static void turn(EventPlayback playback, LinkedBlockingQueue<String[]> sent) {
        while (playback.hasMore()) {
            ByteBuf piece = Unpooled.buffer();
            playback.write(piece, 3_000);
            var matcher = SENT.matcher(piece.toString(StandardCharsets.US_ASCII));
            while (matcher.find()) {
                sent.add(new String[] {matcher.group(2), matcher.group(1)});
            }
            playback.forget();
        }
    }
}
