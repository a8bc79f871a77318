package dev.fleetcast.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fleetcast.telemetry.LastKnownPositions.PositionReport;
import dev.fleetcast.telemetry.MessageFields.FieldRule;
import dev.fleetcast.telemetry.MessageFields.MessageField;
import dev.fleetcast.text.JsonBytes;
import dev.fleetcast.text.WellFormed;
import dev.fleetcast.threading.ThreadSafe;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
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
            return new Reading(parser).read();
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

    /**
     * Reads one message for {@link MessageGlance}. Its methods return false for anything unusual, including a duplicate of
     * a known field: the decoder uses the last one.
     */
    private static final class Reading {

        /** The maximum length of a number that is safe to interpret here. */
        private static final int LONGEST_NUMBER = 18;

        private final JsonParser parser;
        private boolean typed;
        private boolean gpsType;
        private boolean valid = true;
        private boolean gpsObject;
        private Double latitude;
        private Double longitude;
        private Instant fixTime;

        Reading(JsonParser parser) {
            this.parser = parser;
        }

        /** Reads to the end; call once only. */
        Optional<PositionReport> read() throws IOException {
            boolean usual = parser.nextToken() == JsonToken.START_OBJECT
                    && object(MessageFields.TOP)
                    && parser.nextToken() == null
                    && typed
                    && (gpsObject || !gpsType)
                    && (latitude == null) == (longitude == null);
            if (!usual) {
                return Optional.empty();
            }
            return Optional.of(gpsType && valid ? new PositionReport(true, fixTime, place()) : PositionReport.NONE);
        }

        private boolean object(Map<String, MessageField> fields) throws IOException {
            long seen = 0;
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                MessageField field = fields.get(name);
                if (field == null) {
                    if (!passOver(value)) {
                        return false;
                    }
                } else {
                    boolean usual = (seen & field.bit()) == 0 && field.rule().takes(value) && take(field, value);
                    if (!usual) {
                        return false;
                    }
                    seen |= field.bit();
                }
            }
            return true;
        }

        private boolean take(MessageField field, JsonToken value) throws IOException {
            return switch (field.path()) {
                case "message_ver" ->
                    value == JsonToken.VALUE_NUMBER_INT && parser.getTextLength() == 1 && parser.getIntValue() == 1;
                case "message_type" -> value == JsonToken.VALUE_STRING && takeType(parser.getText());
                case "valid" -> takeValid(value);
                case "timestamp" -> value == JsonToken.VALUE_NULL || time() != null;
                case "device" -> value == JsonToken.VALUE_NULL || object(MessageFields.DEVICE);
                case "gps" -> value == JsonToken.VALUE_NULL || takeGps();
                case "gps.timestamp" -> value == JsonToken.VALUE_NULL || (fixTime = time()) != null;
                case "gps.latitude" -> value == JsonToken.VALUE_NULL || (latitude = degrees(field.rule())) != null;
                case "gps.longitude" -> value == JsonToken.VALUE_NULL || (longitude = degrees(field.rule())) != null;
                default -> passOver(value);
            };
        }

        private boolean takeType(String type) {
            typed = MessageDecoder.TYPES.contains(type);
            gpsType = type.equals("gps");
            return typed;
        }

        private boolean takeValid(JsonToken value) {
            valid = value != JsonToken.VALUE_FALSE;
            return true;
        }

        private boolean takeGps() throws IOException {
            gpsObject = true;
            return object(MessageFields.GPS);
        }

        private Instant time() throws IOException {
            return DeviceTime.usual(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        }

        private GeoPoint place() {
            return latitude == null ? null : new GeoPoint(latitude, longitude);
        }

        /** Returns null beyond the limit; at the limit itself, the fraction would matter. */
        private Double degrees(FieldRule rule) throws IOException {
            return isPlainNumber() && wholePart() < rule.limit() ? Double.valueOf(parser.getDoubleValue()) : null;
        }

        /** Skips a value of any kind. */
        private boolean passOver(JsonToken first) throws IOException {
            int depth = 0;
            for (JsonToken token = first; token != null; token = parser.nextToken()) {
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (token.isNumeric() && !isPlainNumber()) {
                    return false;
                }
                if (depth == 0) {
                    return true;
                }
            }
            return false;
        }

        /** True for a short number without an exponent; an exponent can make even a short number too large. */
        private boolean isPlainNumber() throws IOException {
            int length = parser.getTextLength();
            if (length > LONGEST_NUMBER) {
                return false;
            }
            char[] text = parser.getTextCharacters();
            int from = parser.getTextOffset();
            for (int i = from; i < from + length; i++) {
                if ((text[i] | 0x20) == 'e') {
                    return false;
                }
            }
            return true;
        }

        /** Returns the digits before the point of a plain number, without its sign. */
        private long wholePart() throws IOException {
            char[] text = parser.getTextCharacters();
            int from = parser.getTextOffset();
            int end = from + parser.getTextLength();
            long whole = 0;
            for (int i = text[from] == '-' ? from + 1 : from; i < end && text[i] != '.'; i++) {
                whole = whole * 10 + (text[i] - '0');
            }
            return whole;
        }
    }
}
