package dev.fleetcast.ingest.unknown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.ingest.TestRecord;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownTallyTest {

    private static final Instant SENT = Instant.ofEpochMilli(TestRecord.TIMESTAMP);
    private static final Instant READ = SENT.plusSeconds(1);

    private final UnknownTally tally = new UnknownTally();

    @Test
    void messagesAreCountedByKeyWithTheLastOneAsExample() {
        add("VAN-1", 0, "{\"n\":1}");
        add("VAN-2", 0, "{}");
        add("VAN-1", 500, "{\"n\":2}");

        assertThat(tally.messages()).isEqualTo(3);
        Sighting seen = seen("VAN-1");
        assertThat(seen.messages()).isEqualTo(2);
        assertThat(seen.first()).isEqualTo(SENT);
        assertThat(seen.last()).isEqualTo(SENT.plusMillis(500));
        assertThat(seen.topic()).isEqualTo(TestRecord.TOPIC);
        assertThat(seen.example()).asString().isEqualTo("{\"n\":2}");
    }

    @Test
    void exampleIsCut() {
        add("VAN-1", 0, "x".repeat(5_000));

        assertThat(seen("VAN-1").example()).hasSize(UnknownTally.EXAMPLE_BYTES);
    }

    @Test
    void recordFromTheFutureIsAsOldAsItsReading() {
        add("VAN-1", 5_000, "{}");

        assertThat(seen("VAN-1").last()).isEqualTo(READ);
    }

    @Test
    void furtherKeysAreOnlyCountedAndKnownOnesStill() {
        IntStream.range(0, UnknownTally.MAX_KEYS + 10).forEach(number -> add("key " + number, 0, "{}"));
        add("key 0", 0, "{}");

        assertThat(tally.sightings()).hasSize(UnknownTally.MAX_KEYS);
        assertThat(tally.unlisted()).isEqualTo(10);
        assertThat(seen("key 0").messages()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a\nb", "a\u202Eb", "\uFFFD", "123456789012345678901234567890123456789012345678901"})
    void keyThatNoUnitCanHaveIsOnlyCounted(String key) {
        add(key, 0, "{}");

        assertThat(tally.sightings()).isEmpty();
        assertThat(tally.unlisted()).isEqualTo(1);
        assertThat(tally.isEmpty()).isFalse();
    }

    @Test
    void laterTallyIsAdded() {
        add("VAN-1", 0, "{}");
        UnknownTally later = new UnknownTally();
        later.add("VAN-1", TestRecord.at(8, TestRecord.TIMESTAMP + 100, "k", TestRecord.bytes("later")), READ);
        later.add("VAN-2", TestRecord.of("k", "{}"), READ);
        later.add(" ", TestRecord.of("k", "{}"), READ);

        tally.addAll(later);

        assertThat(seen("VAN-1").messages()).isEqualTo(2);
        assertThat(seen("VAN-1").example()).asString().isEqualTo("later");
        assertThat(tally.messages()).isEqualTo(4);
    }

    private void add(String key, long millis, String value) {
        tally.add(key, TestRecord.at(7, TestRecord.TIMESTAMP + millis, "other", TestRecord.bytes(value)), READ);
    }

    private Sighting seen(String key) {
        return tally.sightings().stream()
                .filter(seen -> seen.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
