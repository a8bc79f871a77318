package dev.fleetcast.channel.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTextTest {

    @Test
    void allFieldsHaveALineEachInTheOrderOfTheOlderLibrary() {
        EventContent content = new EventContent("W1", "7", "price", "usd\neur", 3_000L, "note", null);

        assertThat(EventText.beforeId(content)).isEqualTo(": note\n");
        assertThat(EventText.afterId(content)).isEqualTo("event: price\ndata: usd\ndata: eur\nretry: 3000\n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\r\nb"})
    void everyKindOfLineEndBeginsAnotherDataLine(String data) {
        assertThat(EventText.afterId(EventContent.of(data))).isEqualTo("data: a\ndata: b\n\n");
    }

    @Test
    void emptyLinesAndSpacesAreKept() {
        assertThat(EventText.afterId(EventContent.of(" a\n\n b \n")))
                .isEqualTo("data:  a\ndata: \ndata:  b \ndata: \n\n");
    }

    @Test
    void noDataIsAnEmptyLineOfData() {
        assertThat(EventText.afterId(EventContent.of(""))).isEqualTo("data: \n\n");
    }

    @Test
    void commentAloneHasNoData() {
        EventContent content = new EventContent(null, "7", null, null, null, "note", null);

        assertThat(EventText.beforeId(content)).isEqualTo(": note\n");
        assertThat(EventText.afterId(content)).isEqualTo("\n");
    }

    @Test
    void linesThatLookLikeFieldsStayData() {
        assertThat(EventText.afterId(EventContent.of("x\r\rid: 9\nevent: y")))
                .isEqualTo("data: x\ndata: \ndata: id: 9\ndata: event: y\n\n");
    }

    @Test
    void aListOfLinesIsOneText() {
        assertThat(EventText.joined(List.of("some data", "another data"))).isEqualTo("some data\nanother data");
        assertThat(EventText.joined(List.of("a\r", "\nb", ""))).isEqualTo("a\n\n\nb\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\nb", "\n", "a\0"})
    void textWithALineBreakIsNotOneLine(String text) {
        assertThat(EventText.isOneLine(text)).isFalse();
        assertThat(EventText.isOneLine("a b: c\u2028")).isTrue();
    }
}
