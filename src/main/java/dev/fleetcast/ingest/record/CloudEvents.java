package dev.fleetcast.ingest.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.telemetry.InvalidMessageException;
import dev.fleetcast.telemetry.MessageDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Extracts the message from a CloudEvent. In binary mode (CloudEvents Kafka binding 1.0, {@code ce_specversion} header)
 * the record value is the message; in structured mode the message is the {@code data} of the JSON envelope.
 */
final class CloudEvents {

    private static final String STRUCTURED = "application/cloudevents+json";

    private CloudEvents() {}

    /** Returns the message in {@code value}, or {@code value} itself if it is not a structured event. */
    static JsonNode unwrap(JsonNode value, Headers headers) throws InvalidMessageException {
        if (!isStructured(value, headers)) {
            return value;
        }
        JsonNode data = value.get("data");
        if (data != null) {
            return data;
        }
        JsonNode encoded = value.get("data_base64");
        if (encoded == null) {
            throw new InvalidMessageException("data: a CloudEvent must carry the message");
        }
        return decoded(encoded);
    }

    /** True if the record is declared a structured event, or if it looks like one and has no message type of its own. */
    static boolean isStructured(JsonNode value, Headers headers) {
        return value.isObject() && (isDeclared(headers) || (value.has("specversion") && !value.has("message_type")));
    }

    /** True if the content type of the record declares a structured event. */
    static boolean isDeclared(Headers headers) {
        Header contentType = headers.lastHeader("content-type");
        return contentType != null
                && contentType.value() != null
                && new String(contentType.value(), StandardCharsets.UTF_8)
                        .regionMatches(true, 0, STRUCTURED, 0, STRUCTURED.length());
    }

    private static JsonNode decoded(JsonNode encoded) throws InvalidMessageException {
        try {
            byte[] message = encoded.binaryValue();
            if (message != null) {
                return new MessageDecoder().parse(message);
            }
        } catch (IOException malformed) {
            // Rejected below, like a value that is not text.
        }
        throw new InvalidMessageException("data_base64: must be base64");
    }
}
