package dev.fleetcast.stream.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.stream.TestUpdates;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StreamIdTest {

    private static final String GOOD = "abcdefghijklmnopqrstuvwxyzABCD-_";

    static Stream<String> garbage() {
        return Stream.of(
                "",
                " ",
                "null",
                "..",
                "../" + GOOD.substring(3),
                GOOD + "a",
                GOOD.substring(1),
                GOOD.replace('a', '\0'),
                GOOD + "\0",
                GOOD + "\n",
                GOOD.replace('a', '/'),
                GOOD.replace('a', '+'),
                GOOD.replace('a', '='),
                GOOD.replace('a', '%'),
                GOOD.replace('a', 'é'),
                GOOD.replace("a", "👍"),
                "a".repeat(1_000_000));
    }

    @Test
    void idsDifferAndAreUrlSafe() {
        assertThat(Stream.generate(TestUpdates::streamId).limit(1_000).map(StreamId::value))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[A-Za-z0-9_-]{32}"));
    }

    @Test
    void idThatWasMadeHereIsRecognised() {
        StreamId id = TestUpdates.streamId();

        assertThat(StreamId.parse(id.value())).contains(id);
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void anythingElseIsNoId(String text) {
        assertThat(StreamId.parse(text)).isEmpty();
    }

    @Test
    void logsShowTooLittleToUseIt() {
        assertThat(new StreamId(GOOD)).hasToString("abcd…");
    }

    @Test
    void carriesTheReplicaItWasCreatedOn() {
        ReplicaId replica = ReplicaId.random();

        assertThat(StreamId.random(replica).birthplace()).isEqualTo(replica);
    }
}
