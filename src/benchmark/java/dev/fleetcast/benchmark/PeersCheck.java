package dev.fleetcast.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.demo.embedded.EmbeddedKafka;
import dev.fleetcast.demo.embedded.Ports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every peer delivers all messages, in order and at the requested length. Not part of the build, as it needs the peers'
 * programs: {@code ./mvnw test-compile surefire:test -Dtest=PeersCheck}.
 */
class PeersCheck {

    private static final String TOPIC = "peers";
    private static final int DATA_BYTES = 500;
    private static final int UNITS = 50;
    private static final int STREAMS = 20;
    private static final int UNITS_EACH = 10;
    private static final int MESSAGES_EACH = 20;
    private static final Duration AT_MOST = Duration.ofSeconds(20);
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final Pattern EVENT =
            Pattern.compile("\\{\"message_ver\":1,\"unit\":(\\d+),\"number\":(\\d+)[^\\n]*?\"}");

    /** The text may end in the middle of an event. */
    private static final Pattern CHUNK_BORDER = Pattern.compile("\\r\\n[0-9a-f]+\\r\\n");

    private static EmbeddedKafka broker;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedKafka.start(Ports.free());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 12, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void nchan() throws Exception {
        delivers(Nchan.start(arena(), UNITS));
    }

    @Test
    void pushpin() throws Exception {
        delivers(Pushpin.start(arena(), UNITS));
    }

    @Test
    void plainQuarkus() throws Exception {
        delivers(PlainQuarkus.start(arena(), UNITS));
    }

    @Test
    void webFlux() throws Exception {
        delivers(WebFlux.start(arena(), UNITS));
    }

    @Test
    void emptySink() {
        try (Contestant empty = PlainQuarkus.startEmptySink(arena());
                ProbeStream stream = ProbeStream.open(empty.port(), empty.path(new int[] {1}))) {
            assertThat(stream.shows("data:{}\n\n", AT_MOST)).isTrue();
        }
    }

    private Arena arena() {
        return new Arena(
                broker.bootstrapServers(),
                TOPIC,
                DATA_BYTES,
                directory,
                List.of(),
                List.of(),
                new ServerJava(PeerProcess.java(), List.of()));
    }

    private static void delivers(Contestant contestant) throws Exception {
        List<ProbeStream> streams = new ArrayList<>();
        try (contestant;
                KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            for (int i = 0; i < STREAMS; i++) {
                streams.add(ProbeStream.open(contestant.port(), contestant.path(unitsOf(i))));
            }
            streams.forEach(stream -> awaitFollowed(stream, producer));

            IntStream.rangeClosed(1, MESSAGES_EACH).forEach(number -> send(producer, number));

            for (int i = 0; i < STREAMS; i++) {
                ProbeStream stream = streams.get(i);
                stream.reads(text -> events(text, 1).size() >= UNITS_EACH * MESSAGES_EACH, AT_MOST);
                assertThat(numbers(events(stream.received(), 1))).isEqualTo(everything(unitsOf(i)));
                assertThat(events(stream.received(), 1))
                        .allMatch(event -> event.group().length() == DATA_BYTES);
            }
        } finally {
            streams.forEach(ProbeStream::close);
        }
        assertThat(contestant.server()).noneMatch(ProcessHandle::isAlive);
        assertThat(contestant.feeders()).noneMatch(ProcessHandle::isAlive);
    }

    /** The stream may follow some of its units later than others, and does not show when. */
    private static void awaitFollowed(ProbeStream stream, KafkaProducer<String, byte[]> producer) {
        Awaitility.await().atMost(AT_MOST).until(() -> {
            send(producer, 0);
            return stream.reads(text -> numbers(events(text, 0)).size() == UNITS_EACH, BETWEEN);
        });
    }

    private static void send(KafkaProducer<String, byte[]> producer, int number) {
        for (int unit = 1; unit <= UNITS; unit++) {
            String message = "{\"message_ver\":1,\"unit\":%d,\"number\":%d,\"text\":\"\\\"\"}".formatted(unit, number);
            producer.send(new ProducerRecord<>(TOPIC, String.valueOf(unit), message.getBytes(StandardCharsets.UTF_8)));
        }
        producer.flush();
    }

    private static int[] unitsOf(int stream) {
        return IntStream.range(0, UNITS_EACH)
                .map(i -> 1 + (stream * 3 + i * 5) % UNITS)
                .toArray();
    }

    private static List<MatchResult> events(String text, int fromNumber) {
        return EVENT.matcher(CHUNK_BORDER.matcher(text).replaceAll(""))
                .results()
                .filter(event -> Integer.parseInt(event.group(2)) >= fromNumber)
                .toList();
    }

    /** The numbers by unit, in the order of arrival. */
    private static Map<Integer, List<Integer>> numbers(List<MatchResult> events) {
        return events.stream()
                .collect(Collectors.groupingBy(
                        event -> Integer.valueOf(event.group(1)),
                        Collectors.mapping(event -> Integer.valueOf(event.group(2)), Collectors.toList())));
    }

    private static Map<Integer, List<Integer>> everything(int[] units) {
        List<Integer> all = IntStream.rangeClosed(1, MESSAGES_EACH).boxed().toList();
        return IntStream.of(units).boxed().collect(Collectors.toMap(unit -> unit, unit -> all));
    }
}
