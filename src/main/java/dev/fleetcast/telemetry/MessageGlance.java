package dev.fleetcast.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.fleetcast.text.JsonBytes;
import dev.fleetcast.text.WellFormed;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads as much of a message as has to be known of a unit nobody follows, in one pass and without a tree. Answers only for
 * plainly normal messages; whatever is unusual, and whatever breaks a rule, is left to the {@link MessageDecoder}, which
 * agrees with every answer. Safe for use by any thread.
 */
public final class MessageGlance {

    /** Above all sizes where the decoder's limits on names and texts begin, so that here there need be none. */
    private static final int LARGEST = 16 * 1024;

    private final JsonFactory json = MessageDecoder.jsonFactory();

    /**
     * @param message UTF-8 JSON, or null as a Kafka record without a value has
     * @return empty when it takes a closer look to tell what it says, or whether it is valid
     */
    public Optional<PositionReport> at(byte[] message) {
        if (message == null || message.length > LARGEST || !isText(message)) {
            return Optional.empty();
        }
        try (JsonParser parser = json.createParser(message)) {
            return new GlanceReader(parser).read();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    /** The parser skips most texts unread; without this, what is in them would be found out by the decoder alone. */
    private static boolean isText(byte[] message) {
        return JsonBytes.isPlain(message)
                || (!JsonBytes.hasNul(message)
                        && !JsonBytes.mayEscapeSurrogates(message)
                        && WellFormed.utf8End(message) < 0);
    }
}
