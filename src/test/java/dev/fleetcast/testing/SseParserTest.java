package dev.fleetcast.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.SseParser.Event;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseParserTest {

    private static final String STREAM =
            "retry: 1500\ndata: {\"a\":\"é👍\"}\n\n: hi\n\rid: t.1\r\ndata: one\r\ndata: two\r\n\r\nevent:x\rdata\r\r";

    @Test
    void eventsAreReadWithTheirFields() {
        assertThat(parse(STREAM))
                .containsExactly(
                        new Event("message", "{\"a\":\"é👍\"}", null, 1_500L, List.of("retry", "data")),
                        new Event("message", "one\ntwo", "t.1", null, List.of("id", "data", "data")),
                        new Event("x", "", null, null, List.of("event", "data")));
    }

    @Test
    void piecesOfAnySizeMakeTheSameEvents() {
        byte[] stream = STREAM.getBytes(StandardCharsets.UTF_8);
        List<Event> whole = SseParser.parse(stream);

        for (int cut = 0; cut <= stream.length; cut++) {
            SseParser parser = new SseParser();
            parser.take(stream, 0, cut);
            parser.take(stream, cut, stream.length);

            assertThat(parser.events()).as("cut at byte %d", cut).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void everyLineEndCounts(String end) {
        assertThat(parse("data: 1" + end + end + "data: 2" + end + end))
                .extracting(Event::data)
                .containsExactly("1", "2");
    }

    @Test
    void eventWithoutItsBlankLineDoesNotCount() {
        assertThat(parse("data: 1\n\ndata: 2\n")).extracting(Event::data).containsExactly("1");
    }

    @Test
    void reconnectionTimeAndIdHoldWithoutAnEventToo() {
        SseParser parser = new SseParser();
        byte[] stream = ": hi\nretry: 1500\n\nid: 7\n\nretry: soon\n\n".getBytes(StandardCharsets.UTF_8);

        parser.take(stream, 0, stream.length);

        assertThat(parser.events()).isEmpty();
        assertThat(parser.reconnectionMillis()).isEqualTo(1_500);
        assertThat(parser.lastEventId()).isEqualTo("7");
    }

    @Test
    void oneLeadingSpaceIsTakenAway() {
        assertThat(parse("data:  1\n\ndata:2\n\n")).extracting(Event::data).containsExactly(" 1", "2");
    }

    @Test
    void byteOrderMarkIsSkippedAtTheBeginningOnly() {
        assertThat(parse("\uFEFFdata: 1\n\n\uFEFFdata: 2\n\n"))
                .extracting(Event::data)
                .containsExactly("1");
    }

    @Test
    void idWithNulAndRetryThatIsNoNumberAreIgnored() {
        assertThat(parse("id: a\0b\nretry: 1s\ndata: 1\n\n"))
                .singleElement()
                .extracting(Event::id, Event::retry)
                .containsExactly(null, null);
    }

    @Test
    void lastEventIdStaysUntilThereIsAnother() {
        SseParser parser = new SseParser();
        byte[] stream = "id: 7\ndata: 1\n\ndata: 2\n\nid: 8\n\n".getBytes(StandardCharsets.UTF_8);

        parser.take(stream, 0, 23);
        assertThat(parser.lastEventId()).isEqualTo("7");
        parser.take(stream, 23, stream.length);

        assertThat(parser.lastEventId()).isEqualTo("8");
    }

    private static List<Event> parse(String stream) {
        return SseParser.parse(stream.getBytes(StandardCharsets.UTF_8));
    }
}
