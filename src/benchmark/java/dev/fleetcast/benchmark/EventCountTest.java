package dev.fleetcast.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tests {@link MarkScan} and {@link StampReader} with events cut at any place. */
class EventCountTest {

    private static final String EVENT = "data: {\"mark\":\"~\",\"sent_ns\":\"%019d\",\"speed\":42.5}\n\n";

    @Test
    void everyMarkIsCountedWhereverItIs() {
        Random random = new Random(3);
        byte[] bytes = new byte[1_000];
        random.nextBytes(bytes);
        int marks = 0;
        for (byte each : bytes) {
            marks += each == '~' ? 1 : 0;
        }

        assertThat(marks).isPositive();
        assertThat(MarkScan.count(ByteBuffer.wrap(bytes), bytes.length)).isEqualTo(marks);
    }

    @Test
    void neighboursOfAMarkAreNotMistakenForOne() {
        ByteBuffer bytes = ascii("~\u007f}~~\u007f}}\u007f~");

        assertThat(MarkScan.count(bytes, bytes.limit())).isEqualTo(4);
    }

    @Test
    void bytesBeyondTheEndAreIgnored() {
        assertThat(MarkScan.count(ascii("~~~~~~~~~~~~"), 9)).isEqualTo(9);
    }

    @Test
    void timesAreReadAcrossReads() {
        String text = EVENT.formatted(17) + EVENT.formatted(Long.MAX_VALUE);
        for (int cut = 0; cut <= text.length(); cut++) {
            StampReader reader = new StampReader();
            List<Long> stamps = new ArrayList<>();
            ByteBuffer first = ascii(text.substring(0, cut));
            ByteBuffer second = ascii(text.substring(cut));

            int marks =
                    reader.read(first, first.limit(), stamps::add) + reader.read(second, second.limit(), stamps::add);

            assertThat(marks).isEqualTo(2);
            assertThat(stamps).containsExactly(17L, Long.MAX_VALUE);
        }
    }

    @Test
    void aMessageOfTheFeedCarriesItsMarkAndTime() {
        byte[] message = new FeedMessage().dueAt(123_456_789_012L, 1);
        List<Long> stamps = new ArrayList<>();

        new StampReader().read(ByteBuffer.wrap(message), message.length, stamps::add);

        assertThat(stamps).containsExactly(123_456_789_012L);
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
