package dev.fleetcast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fleetcast.cluster.topic.Claim;
import dev.fleetcast.cluster.topic.Command;
import dev.fleetcast.cluster.topic.ControlJson;
import dev.fleetcast.cluster.topic.StreamsTopic;
import dev.fleetcast.cluster.topic.StreamsTopic.Place;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.stream.spi.StreamRecord;
import dev.fleetcast.stream.spi.StreamReply;
import dev.fleetcast.stream.spi.StreamTable.Entry;
import dev.fleetcast.stream.spi.SubscriptionGroup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** Records as the previous release wrote them to Kafka. */
class GoldenRecordsTest {

    /** Configured like the application's: ignores fields of a later release. */
    private final ObjectMapper mapper = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final ControlJson json = new ControlJson(mapper);
    private final StreamLog log = new StreamLog(10, new MemoryBudget(1_000_000, 1_000_000));

    @Test
    void streamsAndClaimsAreRead() throws IOException {
        StreamsTopic topic = new StreamsTopic(json);
        IntoLog handler = new IntoLog(log);
        for (JsonNode line : golden("fleetcast.streams")) {
            topic.read(record(line), handler);
        }

        Entry resumed = log.find(0x1b955ba1f1631629L).orElseThrow();
        assertThat(resumed.claim()).isEqualTo("1OPXg1vHLkkCS2lOPJttV9u8IL3SFpV7");
        assertThat(resumed.record().owner().username()).isEqualTo("demo");
        assertThat(resumed.record().followed().groups())
                .extracting(SubscriptionGroup::intervalMillis)
                .containsExactly(null, 2_000L);
        assertThat(log.find(0x11).orElseThrow().record()).isEqualTo(TestStreams.record("claim", TestStreams.A, 4));
        assertThat(handler.claims).hasSize(1);
    }

    @Test
    void commandsAreRead() throws IOException {
        List<Command> commands = new ArrayList<>();
        for (JsonNode line : golden("fleetcast.stream-commands")) {
            commands.add(json.value(bytes(line, "value"), Command.class));
        }

        assertThat(commands)
                .extracting(Command::kind)
                .contains(Command.Kind.HEARTBEAT, Command.Kind.FAREWELL, Command.Kind.REQUEST, Command.Kind.REPLY);
        assertThat(commands).extracting(Command::v).containsOnlyNulls();
        assertThat(commands.stream().filter(command -> command.kind() == Command.Kind.REPLY))
                .extracting(Command::answer)
                .extracting(StreamReply::found)
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

    private List<JsonNode> golden(String topic) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/golden/" + topic + ".jsonl"))) {
            records.add(mapper.readTree(line));
        }
        return records;
    }

    private static ConsumerRecord<byte[], byte[]> record(JsonNode line) {
        return new ConsumerRecord<>(
                "streams",
                0,
                line.path("offset").asLong(),
                line.path("timestamp").asLong(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                bytes(line, "key"),
                bytes(line, "value"),
                new RecordHeaders(),
                Optional.empty());
    }

    private static byte[] bytes(JsonNode line, String field) {
        return line.path(field).isTextual() ? line.path(field).asText().getBytes(StandardCharsets.UTF_8) : null;
    }
}
