package dev.fleetcast.cluster.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.replica.ThisReplica;
import dev.fleetcast.stream.event.UnitNotice;
import dev.fleetcast.testing.GoldenRecords;
import dev.fleetcast.testing.JsonRecords;
import dev.fleetcast.testing.Settings;
import io.smallrye.reactive.messaging.kafka.Record;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class CommandsTopicTest {

    private final JsonRecords records = new JsonRecords();
    private final ThisReplica me = new ThisReplica();
    private final CommandsTopic topic =
            new CommandsTopic(Settings.of(ClusterConfig.class, Map.of()), me, null, records.topics(), records.out());
    private final List<Command> heard = new ArrayList<>();

    @Test
    void unknownMembersAreIgnoredAndLaterVersionsAreSkipped() {
        ConsumerRecord<byte[], byte[]> heartbeat = golden("HEARTBEAT");

        accept(heartbeat, "\"v\":1");
        accept(heartbeat, "\"v\":1,\"later\":{\"a\":[1,null]}");
        accept(heartbeat, "\"v\":2");

        assertThat(heard).hasSize(2).extracting(Command::kind).containsOnly(Command.Kind.HEARTBEAT);
        assertThat(records.skipped("newer")).isEqualTo(1);
        assertThat(records.skipped("invalid")).isZero();
    }

    @Test
    void commandsForOtherReplicasAreNotParsed() {
        topic.accept(golden("REQUEST"), heard::add);

        assertThat(heard).isEmpty();
        assertThat(records.skipped("invalid")).isZero();
    }

    @Test
    void noticesReachAllReplicasThatKnowThem() {
        UnitNotice notice = new UnitNotice(1, "{\"type\":\"alarm_acknowledged\",\"acknowledged_by\":\"Zoë\"}");

        topic.send(Command.notice(new ThisReplica().id(), notice));

        Record<String, String> written = records.last();
        // The previous release would parse a record with the key of all, and count it as invalid.
        assertThat(written.key()).isNotIn("*", me.id().value());
        topic.accept(
                new ConsumerRecord<>(
                        "commands",
                        0,
                        0,
                        written.key().getBytes(StandardCharsets.UTF_8),
                        written.value().getBytes(StandardCharsets.UTF_8)),
                heard::add);
        assertThat(heard).extracting(Command::notice).containsExactly(notice);
    }

    private void accept(ConsumerRecord<byte[], byte[]> command, String members) {
        topic.accept(GoldenRecords.with(command, members), heard::add);
    }

    private static ConsumerRecord<byte[], byte[]> golden(String kind) {
        return GoldenRecords.of("fleetcast.stream-commands").stream()
                .filter(command -> GoldenRecords.value(command).contains(kind))
                .findFirst()
                .orElseThrow();
    }
}
