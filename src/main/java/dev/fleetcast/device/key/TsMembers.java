package dev.fleetcast.device.key;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fleetcast.device.event.DeviceEvent;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds the {@code ts} in the data of an event. */
@ThreadSafe
@Singleton
public class TsMembers {

    private static final String USUAL = "ts";
    private static final JsonFactory JSON = new JsonFactory();

    private final TreeMap<String, String> byStart = new TreeMap<>();

    public @Inject TsMembers(KeyConfig config) {
        this(config.tsMembers().orElse(List.of()));
    }

    /** @throws IllegalArgumentException for an entry that is not {@code start=member} */
    public TsMembers(List<String> startsAndMembers) {
        for (String entry : startsAndMembers) {
            int sign = entry.indexOf('=');
            if (sign < 0 || sign == entry.length() - 1) {
                throw new IllegalArgumentException(
                        "FLEETCAST_DEVICE_TS_MEMBERS must be pairs such as door/=opened_at, separated by commas");
            }
            byStart.put(
                    entry.substring(0, sign).strip(), entry.substring(sign + 1).strip());
        }
    }

    /** The {@code ts} of the event; empty if its data is no JSON object with a number or a short text as that member. */
    public Optional<EventTs> of(DeviceEvent event) {
        if (event.data() == null) {
            return Optional.empty();
        }
        try (JsonParser parser = JSON.createParser(event.data())) {
            return find(parser, member(event.name()));
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private String member(String name) {
        // Every start of the name that is configured sorts before the name, the longest one last.
        for (Map.Entry<String, String> entry = byStart.floorEntry(name);
                entry != null;
                entry = byStart.lowerEntry(entry.getKey())) {
            if (name.startsWith(entry.getKey())) {
                return entry.getValue();
            }
        }
        return USUAL;
    }

    /** Reads to the end: data that is cut off is no JSON. */
    private static Optional<EventTs> find(JsonParser parser, String wanted) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return Optional.empty();
        }
        Optional<EventTs> found = Optional.empty();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = parser.currentName();
            JsonToken token = parser.nextToken();
            if (!member.equals(wanted)) {
                parser.skipChildren();
            } else if (token.isNumeric()) {
                found = Optional.of(EventTs.ofNumber(parser.getText()));
            } else {
                found = token == JsonToken.VALUE_STRING ? EventTs.ofText(parser.getText()) : Optional.empty();
                parser.skipChildren();
            }
        }
        return parser.nextToken() == null ? found : Optional.empty();
    }
}
