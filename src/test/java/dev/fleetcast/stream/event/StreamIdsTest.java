package dev.fleetcast.stream.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.replica.ReplicaId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamIdsTest {

    private static final byte[] OLD = "the key before".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEW = "the key of today".getBytes(StandardCharsets.US_ASCII);

    private final ReplicaId replica = ReplicaId.random();
    private final StreamIds ids = new StreamIds(List.of(NEW, OLD));

    @Test
    void idsDifferAreUrlSafeAndCarryTheirBirthplace() {
        assertThat(Stream.generate(() -> ids.next(replica)).limit(1_000))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.value().matches("[A-Za-z0-9_-]{32}"))
                .allMatch(ids::isAuthentic)
                .allMatch(id -> id.birthplace().equals(replica))
                .allMatch(id -> StreamId.parse(id.value()).isPresent());
    }

    @Test
    void idsUnderTheSigningKeyBeforeAreAuthentic() {
        assertThat(ids.isAuthentic(new StreamIds(List.of(OLD)).next(replica))).isTrue();
    }

    @Test
    void idsOfAnotherDeploymentAreNot() {
        assertThat(new StreamIds(List.of(OLD)).isAuthentic(ids.next(replica))).isFalse();
    }

    @Test
    void madeUpIdsAreNot() {
        assertThat(Stream.generate(() -> StreamId.random(replica)).limit(1_000)).noneMatch(ids::isAuthentic);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 6, 27, 28, 31})
    void changedIdsAreNot(int place) {
        String id = ids.next(replica).value();
        char other = id.charAt(place) == 'x' ? 'y' : 'x';

        assertThat(ids.isAuthentic(new StreamId(id.substring(0, place) + other + id.substring(place + 1))))
                .isFalse();
    }
}
