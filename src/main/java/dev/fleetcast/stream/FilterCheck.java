package dev.fleetcast.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.stream.event.Filter;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.threading.EventLoopConfined;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Checks the filters of one event loop. Parses a message once for all streams that it is offered to in succession, and
 * applies each filter to it once.
 */
@EventLoopConfined
final class FilterCheck {

    private final ObjectMapper json = new ObjectMapper();
    private final Map<Filter, Boolean> outcomes = new IdentityHashMap<>();
    private Update last;
    private JsonNode message;

    /** Whether the filter holds for the message. */
    boolean holds(Filter filter, Update update) {
        if (update != last) {
            outcomes.clear();
            message = parse(update);
            last = update;
        }
        return outcomes.computeIfAbsent(filter, each -> each.holds(message));
    }

    private JsonNode parse(Update update) {
        try {
            return json.readTree(update.extended());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
