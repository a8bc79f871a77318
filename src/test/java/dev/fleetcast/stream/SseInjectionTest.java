package dev.fleetcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fleetcast.fleet.Assignment;
import dev.fleetcast.fleet.FleetDriver;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.FleetVehicle;
import dev.fleetcast.fleet.MessageExtension;
import dev.fleetcast.stream.cursor.CursorCodec;
import dev.fleetcast.stream.event.Envelope;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.SseParser;
import dev.fleetcast.testing.SseParser.Event;
import dev.fleetcast.testing.TestMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With any text in the registry or in messages, a browser sees exactly the events that were sent. */
class SseInjectionTest {

    private static final long SEED = 20_260_216;
    private static final int CASES = 500;
    private static final JsonMapper JSON = new JsonMapper();

    /** Text that could end a line, field, event, string or object, or that looks as if it could. */
    private static final List<String> PIECES = List.of(
            "\n",
            "\r",
            "\r\n",
            "\n\n",
            "\r\r",
            "\0",
            "\u000B",
            "\f",
            "\u0085",
            "\u2028",
            "\u2029",
            "\uFEFF",
            "\u001B[2J",
            "\u202E",
            "\uFFFD",
            "👍🏽",
            "é",
            "\"",
            "\\",
            "\\n",
            "\\u000a",
            "'",
            "}",
            "]",
            ",",
            ":",
            "{\"type\":\"bye\"}",
            "data: x",
            "id: 0",
            "event: stolen",
            "retry: 0",
            ": comment",
            "</script>",
            " ",
            "\t",
            "a",
            "7");

    private final Random random = new Random(SEED);

    @ParameterizedTest
    @EnumSource(Envelope.class)
    void textNeverBecomesAFieldOrAnEvent(Envelope envelope) throws Exception {
        CursorCodec codec = TestParts.cursors(TestParts.marks());
        List<ObjectNode> sent = new ArrayList<>();
        SseParser browser = new SseParser();

        for (int i = 0; i < CASES; i++) {
            ObjectNode message = MessageExtension.extend(message(), unit());
            sent.add(message.deepCopy());
            byte[] id = ("id: "
                            + TestParts.id(codec, 1, 1, TestUpdates.after(i)).orElseThrow() + '\n')
                    .getBytes(StandardCharsets.US_ASCII);
            byte[] frame = envelope.encode(update(message), random.nextBoolean());
            browser.take(id, 0, id.length);
            int cut = random.nextInt(frame.length);
            browser.take(frame, 0, cut);
            browser.take(frame, cut, frame.length);
        }

        List<Event> received = browser.events();
        assertThat(received).hasSize(CASES);
        for (int i = 0; i < CASES; i++) {
            assertThat(received.get(i).fields()).containsExactly("id", "data");
            assertThat(received.get(i).type()).isEqualTo("message");
            assertThat(wrapped(received.get(i)))
                    .isEqualTo(JSON.readTree(sent.get(i).toString()));
        }
        assertThat(received).extracting(Event::id).doesNotHaveDuplicates();
    }

    private ObjectNode message() {
        return TestMessage.gps()
                .with("gps.activity", text())
                .with("device.model", text())
                .with("inputs", text())
                .with("events", "[[" + text() + "]]")
                .with("x_vendor", "{" + text() + ":[" + text() + "]}")
                .decoded()
                .tree();
    }

    private FleetUnit unit() {
        FleetDriver driver = new FleetDriver(3, 1, word(), word(), 2L);
        FleetVehicle vehicle = new FleetVehicle(2, 1, word(), word(), word(), word(), word(), word(), driver);
        return new FleetUnit(
                new UnitId(1), 1, null, null, word(), word(), word(), ZoneOffset.UTC, Assignment.PRIMARY, vehicle);
    }

    private static Update update(ObjectNode extended) {
        byte[] json = extended.toString().getBytes(StandardCharsets.UTF_8);
        return new Update(new UnitId(1), 2L, "gps", json, 1, Instant.EPOCH, TestUpdates.at(1));
    }

    private static JsonNode wrapped(Event event) throws JsonProcessingException {
        JsonNode data = JSON.readTree(event.data());
        return data.has("telemetry") ? data.path("telemetry") : data.path("data");
    }

    /** A JSON string. */
    private String text() {
        return TextNode.valueOf(word()).toString();
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        for (int length = random.nextInt(6); length > 0; length--) {
            word.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return word.toString();
    }
}
