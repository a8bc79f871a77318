package dev.fleetcast.stream.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.stream.TestParts;
import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.FeedPosition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorCodecTest {

    private static final String TOPIC = "fleet.telemetry";
    private static final Instant AT = Instant.parse("2026-02-16T12:00:00Z");

    private final TestParts.Marks marks = new TestParts.Marks();
    private final CursorCodec codec = TestParts.cursors(marks);

    @Test
    void namesItsStreamAndPosition() {
        marks.add(position(12, 1_000_000), AT);
        FeedPosition position =
                position(12, 1_000_000).with(TOPIC, 3, 1_000_017).with(TOPIC, 5, 999_990);

        String id = TestParts.id(codec, -42, 7, position).orElseThrow();
        Cursor cursor = codec.decode(id).orElseThrow();

        assertThat(cursor).isEqualTo(new Cursor(id, -42, 7, position, AT, new FeedLog(Map.of(TOPIC, "id"), Map.of())));
    }

    /** One of them is the partition of trips. */
    @ParameterizedTest
    @ValueSource(ints = {1, 13, 17})
    void isShortForAnyPositionOfUpToSixteenPartitions(int partitions) {
        marks.add(position(partitions, 1L << 40), AT);

        String id = TestParts.id(codec, Long.MIN_VALUE, 100_000, position(partitions, (1L << 40) + 100_000_000))
                .orElseThrow();

        assertThat(id).matches("[A-Za-z0-9._-]{1,128}");
    }

    @Test
    void carriesSixtyFourPartitions() {
        marks.add(position(64, 1L << 40), AT);

        assertThat(TestParts.id(codec, 1, 1_000, position(64, (1L << 40) + 8_000))
                        .orElseThrow()
                        .length())
                .isLessThanOrEqualTo(200);
    }

    @Test
    void isNotMadeWhenItWouldBeTooLong() {
        marks.add(position(64, 0), AT);

        assertThat(TestParts.id(codec, 1, 1, position(64, 1L << 40))).isEmpty();
    }

    @Test
    void countsFromTheNearerMark() {
        marks.add(position(64, 0), AT);
        marks.add(position(64, 1L << 40), AT.plusSeconds(60));

        assertThat(TestParts.id(codec, 1, 1, position(64, 100)).flatMap(codec::decode))
                .map(Cursor::position)
                .contains(position(64, 100));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void anyChangedBitIsInvalid(int part) {
        marks.add(position(12, 1_000), AT);
        String[] parts =
                TestParts.id(codec, 1, 1, position(12, 1_010)).orElseThrow().split("\\.");
        byte[] bytes = Base64.getUrlDecoder().decode(parts[part]);

        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            parts[part] = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThat(codec.decode(String.join(".", parts))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void combinedPartsOfTwoIdsAreInvalid(int part) {
        marks.add(position(12, 1_000), AT);
        String[] one =
                TestParts.id(codec, 1, 1, position(12, 1_010)).orElseThrow().split("\\.");
        String[] other =
                TestParts.id(codec, 2, 1, position(12, 1_011)).orElseThrow().split("\\.");

        one[part] = other[part];

        assertThat(codec.decode(String.join(".", one))).isEmpty();
    }

    @Test
    void overlongNumberIsInvalid() {
        marks.add(position(1, 5), AT);
        String[] parts = TestParts.id(codec, 1, 1, position(1, 6)).orElseThrow().split("\\.");
        byte[] longer = ByteBuffer.allocate(10)
                .putLong(1)
                .put((byte) 0x81)
                .put((byte) 0)
                .array();

        parts[0] = Base64.getUrlEncoder().withoutPadding().encodeToString(longer);

        assertThat(codec.decode(String.join(".", parts))).isEmpty();
    }

    /** Regardless of the unused bits in the last character, which decoders ignore. */
    @ParameterizedTest
    @ValueSource(ints = {1, 1_000, 1_000_000})
    void anyChangedCharacterIsInvalid(int change) {
        marks.add(position(12, 1_000), AT);
        String id = TestParts.id(codec, 1, change, position(12, 1_010)).orElseThrow();

        for (int i = 0; i < id.length(); i++) {
            for (char other : "ABCDQgw_".toCharArray()) {
                String changed = id.substring(0, i) + other + id.substring(i + 1);
                assertThat(codec.decode(changed).isPresent()).isEqualTo(changed.equals(id));
            }
            assertThat(codec.decode(id.substring(0, i))).isEmpty();
        }
        assertThat(codec.decode(id + "=")).isEmpty();
        assertThat(codec.decode(id + "A")).isEmpty();
    }

    @Test
    void garbageIsInvalid() {
        marks.add(position(12, 1_000), AT);
        Random random = new Random(20260216);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(160)];
            random.nextBytes(bytes);
            assertThat(codec.decode(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                    .isEmpty();
            assertThat(codec.decode(new String(bytes, StandardCharsets.ISO_8859_1)))
                    .isEmpty();
            assertThat(codec.decode(text(bytes, 0) + '.' + text(bytes, 1) + '.' + text(bytes, 2)))
                    .isEmpty();
        }
        assertThat(codec.decode("x".repeat(10_000))).isEmpty();
        assertThat(codec.decode("é👍")).isEmpty();
    }

    @Test
    void previousSecretIsStillAccepted() {
        marks.add(position(1, 5), AT);
        byte[] previous = "previous".getBytes(StandardCharsets.US_ASCII);
        byte[] current = "current".getBytes(StandardCharsets.US_ASCII);
        String id = TestParts.id(new CursorCodec(List.of(previous), marks), 1, 1, position(1, 6))
                .orElseThrow();

        assertThat(new CursorCodec(List.of(current, previous), marks).decode(id))
                .isPresent();
        assertThat(new CursorCodec(List.of(current), marks).decode(id)).isEmpty();
    }

    @Test
    void withAnExpiredMarkNamesTheStreamOnly() {
        marks.add(position(12, 1_000), AT);
        String id = TestParts.id(codec, 9, 2, position(12, 1_010)).orElseThrow();
        marks.clear();

        assertThat(codec.decode(id)).contains(new Cursor(id, 9, 2, null, null, FeedLog.UNKNOWN));
    }

    @Test
    void withAnotherMarksTopicIsInvalid() {
        marks.add(position(12, 1_000), AT);
        String id = TestParts.id(codec, 9, 2, position(12, 1_010)).orElseThrow();
        marks.begin("another");

        assertThat(codec.decode(id)).isEmpty();
    }

    private static String text(byte[] bytes, int third) {
        byte[] part = Arrays.copyOfRange(bytes, bytes.length * third / 3, bytes.length * (third + 1) / 3);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(part);
    }

    private static FeedPosition position(int partitions, long offset) {
        FeedPosition position = FeedPosition.START;
        for (int partition = 0; partition < partitions; partition++) {
            position = position.with(TOPIC, partition, offset);
        }
        return position;
    }
}
