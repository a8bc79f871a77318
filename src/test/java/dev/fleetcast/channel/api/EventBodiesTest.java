package dev.fleetcast.channel.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.channel.TestArchive;
import dev.fleetcast.channel.archive.ArchiveException;
import dev.fleetcast.channel.log.ChannelName;
import dev.fleetcast.channel.log.EventContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventBodiesTest {

    private static final ChannelName CHANNEL = new ChannelName("c");

    private final TestArchive archive = new TestArchive();

    @Test
    void jsonDataIsWrittenUnchanged() throws IOException {
        archive.publish("c", "{\"channel\":\"c\", \"id\":12345678901234567890.10}");
        archive.publish("c", " [1,\r\n2] ");
        archive.publish("c", "1.50");
        archive.publish("c", "null");
        archive.publish("other", "2");

        assertThat(written(bodies()))
                .isEqualTo("[{\"channel\":\"c\", \"id\":12345678901234567890.10}, [1,\r\n2] ,1.50,null]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "text",
                "a\nb",
                "1 2",
                "[1],[2]",
                "[1",
                "{\"a\":1}]",
                "{'a':1}",
                "NaN",
                "01",
                "\uFEFF1",
                "\"",
                "// 1",
                "\u0000"
            })
    void otherDataIsAString(String data) throws IOException {
        archive.publish("c", data);

        JsonNode array = TestArchive.JSON.readTree(written(bodies()));

        assertThat(array).hasSize(1);
        assertThat(array.get(0).textValue()).isEqualTo(data);
    }

    @Test
    void arrayEndsWithTheLastEventAtItsStart() throws IOException {
        List<EventContent> contents = new ArrayList<>();
        for (int i = 0; i < 450; i++) {
            contents.add(EventContent.of("" + i));
        }
        archive.publish("c", contents);
        EventBodies bodies = bodies();
        archive.publish("c", "450");

        JsonNode array = TestArchive.JSON.readTree(written(bodies));

        assertThat(array).hasSize(450);
        assertThat(array.get(0).intValue()).isZero();
        assertThat(array.get(449).intValue()).isEqualTo(449);
    }

    @Test
    void channelWithoutEventsHasAnEmptyArray() throws IOException {
        assertThat(written(bodies())).isEqualTo("[]");
    }

    @Test
    void interruptedArrayDoesNotLookComplete() throws Exception {
        archive.publish("c", List.of(EventContent.of("1"), EventContent.of("2")));
        archive.publish("c", "x".repeat(300_000));
        archive.publish("c", "4");
        EventBodies bodies = bodies();
        archive.database.execute(
                "update channel_event set content = '{' where size < 20 and position = (select max(position) from channel_event)");
        ByteArrayOutputStream response = new ByteArrayOutputStream();

        assertThatThrownBy(() -> bodies.write(response)).isInstanceOf(ArchiveException.class);

        assertThat(response.toString(StandardCharsets.UTF_8)).doesNotEndWith("]");
    }

    private EventBodies bodies() {
        return new EventBodies(archive.events, CHANNEL, archive.archive.end());
    }

    private static String written(EventBodies bodies) throws IOException {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        bodies.write(response);
        return response.toString(StandardCharsets.UTF_8);
    }
}
