package dev.fleetcast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.cluster.topic.Command;
import dev.fleetcast.cluster.topic.MarksTopic;
import dev.fleetcast.cluster.topic.StreamsTopic;
import dev.fleetcast.cluster.topic.StreamsTopic.Claim;
import dev.fleetcast.cluster.topic.StreamsTopic.Place;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.stream.cursor.FeedMark;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.spi.PackedSubscriptions;
import dev.fleetcast.stream.spi.StreamRequest;
import dev.fleetcast.stream.spi.StreamTable.Entry;
import dev.fleetcast.stream.spi.StreamTable.StreamRecord;
import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.testing.GoldenRecords;
import dev.fleetcast.testing.JsonRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Records as the previous release wrote them to Kafka. */
class GoldenRecordsTest {

    private static final String UNKNOWN = "\"v\":1,\"later\":{\"a\":[1,null]}";

    private final JsonRecords records = new JsonRecords();
    private final StreamLog log = new StreamLog(10, new MemoryBudget(1_000_000, 1_000_000));

    @Test
    void streamsAndClaimsAreRead() {
        StreamsTopic topic = new StreamsTopic(records.topics(), records.out()::send);
        IntoLog handler = new IntoLog(log);
        GoldenRecords.of("fleetcast.streams").forEach(golden -> topic.read(golden, handler));

        Entry resumed = log.find(0x1b955ba1f1631629L).orElseThrow();
        assertThat(resumed.claim()).isEqualTo("1OPXg1vHLkkCS2lOPJttV9u8IL3SFpV7");
        assertThat(resumed.record().owner().username()).isEqualTo("demo");
        assertThat(resumed.record().followed().groups())
                .extracting(PackedSubscriptions.Group::mode)
                .containsExactly(DeliveryMode.EVERY, DeliveryMode.latest(Duration.ofSeconds(2)));
        assertThat(log.find(0x11).orElseThrow().record()).isEqualTo(TestStreams.record("claim", TestStreams.A, 4));
        assertThat(handler.claims).hasSize(1);
    }

    @Test
    void commandsAreRead() throws IOException {
        List<Command> commands = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> golden : GoldenRecords.of("fleetcast.stream-commands")) {
            commands.add(GoldenRecords.JSON.readValue(golden.value(), Command.class));
        }

        assertThat(commands)
                .extracting(Command::kind)
                .contains(Command.Kind.HEARTBEAT, Command.Kind.FAREWELL, Command.Kind.REQUEST, Command.Kind.REPLY);
        assertThat(commands).extracting(Command::v).containsOnlyNulls();
        assertThat(commands.stream().filter(command -> command.kind() == Command.Kind.REPLY))
                .extracting(Command::answer)
                .extracting(StreamRequest.Reply::found)
                .containsExactly(true, false);
    }

    private static final class IntoLog implements StreamsTopic.Handler {

        private final StreamLog log;
        private final List<Claim> claims = new ArrayList<>();

        IntoLog(StreamLog log) {
            this.log = log;
        }

        @Override
        public void written(long key, StreamRecord record, long serial, Place place) {
            assertThat(log.written(key, record, serial, place)).isTrue();
        }

        @Override
        public void claimed(long key, Claim claim, Place place) {
            claims.add(claim);
            assertThat(log.claimed(key, claim, place).counts()).isTrue();
        }

        @Override
        public void removed(long key) {
            log.removed(key);
        }
    }

    @Test
    void marksAreReadAndWrittenAsBefore() {
        MarksTopic topic = new MarksTopic(records.topics(), records.out()::send);
        for (ConsumerRecord<byte[], byte[]> golden : GoldenRecords.of("fleetcast.feed-marks")) {
            FeedMark mark = topic.read(golden).orElseThrow();
            topic.write(mark.position(), mark.log());

            assertThat(mark.number()).isEqualTo(golden.offset() + 1);
            assertThat(records.last().key()).isEqualTo("mark");
            assertThat(records.last().value()).isEqualTo(GoldenRecords.value(GoldenRecords.with(golden, "\"v\":1")));
        }
    }

    @Test
    void marksAreReadAsTheyWereWritten() {
        MarksTopic topic = new MarksTopic(records.topics(), records.out()::send);
        FeedPosition position = FeedPosition.of(Map.of("fleet.telemetry", new long[] {7, 8}));
        FeedLog log = new FeedLog(Map.of("fleet.telemetry", "id"), Map.of()).with("fleet.telemetry", 1, 3);

        topic.write(position, log);
        ConsumerRecord<byte[], byte[]> written =
                GoldenRecords.of("fleetcast.feed-marks").get(0);
        written = new ConsumerRecord<>(
                written.topic(), 0, 41, new byte[0], records.last().value().getBytes(StandardCharsets.UTF_8));

        assertThat(topic.read(written)).hasValueSatisfying(mark -> {
            assertThat(mark.number()).isEqualTo(42);
            assertThat(mark.position()).isEqualTo(position);
            assertThat(mark.log()).isEqualTo(log);
        });
    }

    @Test
    void marksWithUnknownMembersAreReadAndLaterVersionsAreSkipped() {
        MarksTopic topic = new MarksTopic(records.topics(), records.out()::send);
        ConsumerRecord<byte[], byte[]> golden =
                GoldenRecords.of("fleetcast.feed-marks").get(1);

        assertThat(topic.read(GoldenRecords.with(golden, UNKNOWN))).isEqualTo(topic.read(golden));
        assertThat(topic.read(GoldenRecords.with(golden, "\"v\":2"))).isEmpty();
        assertThat(records.skipped("newer")).isEqualTo(1);
        assertThat(records.skipped("invalid")).isZero();
    }

    @Test
    void claimsWithUnknownMembersAreReadAndLaterVersionsAreSkipped() {
        StreamsTopic topic = new StreamsTopic(records.topics(), records.out()::send);
        IntoLog handler = new IntoLog(log);
        ConsumerRecord<byte[], byte[]> golden =
                GoldenRecords.of("fleetcast.streams").get(3);

        topic.read(GoldenRecords.with(golden, "\"v\":2"), handler);
        assertThat(handler.claims).isEmpty();
        assertThat(records.skipped("newer")).isEqualTo(1);

        topic.read(GoldenRecords.with(golden, UNKNOWN), handler);
        assertThat(handler.claims).extracting(Claim::token).containsExactly("1OPXg1vHLkkCS2lOPJttV9u8IL3SFpV7");
        assertThat(records.skipped("invalid")).isZero();
    }

    @Test
    void streamsWithUnknownMembersAreReadAndLaterVersionsAreSkipped() {
        StreamsTopic topic = new StreamsTopic(records.topics(), records.out()::send);
        IntoLog handler = new IntoLog(log);
        ConsumerRecord<byte[], byte[]> golden =
                GoldenRecords.of("fleetcast.streams").get(5);

        topic.read(GoldenRecords.with(golden, "\"v\":2"), handler);
        assertThat(log.find(0x11)).isEmpty();
        assertThat(records.skipped("newer")).isEqualTo(1);

        topic.read(GoldenRecords.with(golden, UNKNOWN), handler);
        assertThat(log.find(0x11).orElseThrow().record()).isEqualTo(TestStreams.record("claim", TestStreams.A, 4));
        topic.write(log.find(0x11).orElseThrow().record(), 12);
        String written = GoldenRecords.value(GoldenRecords.with(golden, "\"v\":1"));
        // A set has no order.
        assertThat(records.last().value()).isIn(written, written.replace("client_ids\":[1,2]", "client_ids\":[2,1]"));
    }
}
