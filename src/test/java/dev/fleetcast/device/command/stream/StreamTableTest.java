package dev.fleetcast.device.command.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.replica.ReplicaId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StreamTableTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private final StreamTable table = new StreamTable(Duration.ofSeconds(18));
    private final Set<String> dead = new HashSet<>();

    @Test
    void theStreamThatWasOpenedLastCounts() {
        table.heard("door", open("AAAAAA", "s1"));
        table.heard("door", open("BBBBBB", "s2"));
        table.heard("door", open("AAAAAA", "s1").closed(NOW));

        assertThat(table.holder("door", this::isAlive)).contains("BBBBBB");

        table.heard("door", open("BBBBBB", "s2").closed(NOW));
        assertThat(table.holder("door", this::isAlive)).isEmpty();
    }

    @Test
    void aStreamOfADeadReplicaIsNone() {
        table.heard("door", open("AAAAAA", "s1"));
        dead.add("AAAAAA");

        assertThat(table.holder("door", this::isAlive)).isEmpty();
    }

    @Test
    void aDeviceIsReportedOnceWhenItComes() {
        table.heard("door", open("AAAAAA", "s1"));

        Map<String, StreamRecord> overdue = overdue(NOW);
        assertThat(overdue).containsOnlyKeys("door");
        assertThat(overdue.get("door").online()).isTrue();

        overdue.forEach(table::heard);
        assertThat(overdue(NOW)).isEmpty();
    }

    @Test
    void aDeviceIsGoneAfterItsAbsence() {
        table.heard("door", open("AAAAAA", "s1").reported(true).closed(NOW));

        assertThat(overdue(NOW.plusMillis(17_999))).isEmpty();
        Map<String, StreamRecord> overdue = overdue(NOW.plusSeconds(18));

        assertThat(overdue.get("door").online()).isFalse();
        overdue.forEach(table::heard);
        assertThat(overdue(NOW.plusSeconds(99))).isEmpty();
    }

    @Test
    void aDeviceThatComesBackInTimeIsNotReported() {
        table.heard("door", open("AAAAAA", "s1").reported(true).closed(NOW));
        table.heard("door", open("BBBBBB", "s2").reported(true));

        assertThat(overdue(NOW.plusSeconds(99))).isEmpty();
    }

    @Test
    void theStreamsOfADeadReplicaAreClosed() {
        table.heard("door", open("AAAAAA", "s1").reported(true));
        dead.add("AAAAAA");

        Map<String, StreamRecord> overdue = overdue(NOW.plusSeconds(5));

        assertThat(overdue.get("door").open()).isFalse();
        assertThat(overdue.get("door").at()).isEqualTo(NOW.plusSeconds(5).toEpochMilli());
    }

    @Test
    void whatIsOthersIsLeftToThem() {
        table.heard("door", open("AAAAAA", "s1"));

        assertThat(table.overdue(NOW, "BBBBBB"::equals, this::isAlive)).isEmpty();
    }

    private Map<String, StreamRecord> overdue(Instant now) {
        return table.overdue(now, replica -> true, this::isAlive);
    }

    private boolean isAlive(ReplicaId replica) {
        return !dead.contains(replica.value());
    }

    private static StreamRecord open(String replica, String stream) {
        return new StreamRecord(1, replica, stream, true, NOW.toEpochMilli(), List.of("led"), null, false);
    }
}
