package dev.fleetcast.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.fleetcast.text.JsonBytes;
import dev.fleetcast.text.WellFormed;
import dev.fleetcast.threading.ThreadSafe;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads the essentials of a message from a unit without followers, in one pass and without a tree. Answers only for
 * usual messages; unusual and invalid ones are left to the {@link MessageDecoder}, which agrees with every answer.
 */
@ThreadSafe
public final class MessageGlance {

    /** Smaller than the decoder's limits on names and texts, so that none are needed here. */
    private static final int LARGEST = 16 * 1024;

    private final JsonFactory json = MessageDecoder.jsonFactory();

    /**
     * @param message UTF-8 JSON, or null for a Kafka record without a value
     * @return empty if only full decoding can tell the content or the validity
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

    /** The parser skips most texts unread: without this check only the decoder would find malformed ones. */
    private static boolean isText(byte[] message) {
        return JsonBytes.isPlain(message)
                || (!JsonBytes.hasNul(message)
                        && !JsonBytes.mayEscapeSurrogates(message)
                        && WellFormed.utf8End(message) < 0);
    }
}
