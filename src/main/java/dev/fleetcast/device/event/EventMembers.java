package dev.fleetcast.device.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.fleetcast.device.event.DeviceEvent.Origin;
import dev.fleetcast.text.JsonBytes;
import dev.fleetcast.text.JsonFault;
import dev.fleetcast.text.WellFormed;
import dev.fleetcast.text.WrittenValue;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The members of an event's JSON object, read strictly: unknown members are ignored, known ones have one type. */
record EventMembers(String name, String data, int ttl, boolean isPrivate, Instant publishedAt, String eventId) {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * Reads the value of a record.
     *
     * @param recordTime the record's time, used when the event has none; negative if unknown
     * @param origin who published it: decides which names it may have, and how much data
     */
    static EventMembers of(byte[] value, long recordTime, Origin origin) throws UnusableEventException {
        if (value == null) {
            throw new UnusableEventException("value", "is missing");
        }
        // The parser would take a NUL for another encoding than UTF-8.
        if (WellFormed.utf8End(value) >= 0 || JsonBytes.hasNul(value)) {
            throw new UnusableEventException("value", "must be UTF-8");
        }
        Reading reading = new Reading(value);
        try (JsonParser parser = JSON.createParser(value)) {
            reading.read(parser);
        } catch (JsonProcessingException malformed) {
            throw new UnusableEventException("value", JsonFault.of(malformed));
        } catch (IOException inMemory) {
            throw new UnusableEventException("value", "must be JSON");
        }
        return reading.members(recordTime, origin);
    }

    private static void require(String member, Optional<String> fault) throws UnusableEventException {
        if (fault.isPresent()) {
            throw new UnusableEventException(member, fault.get());
        }
    }

    private static final class Reading {

        private final byte[] value;
        private String name;
        private String data;
        private long ttl = DeviceEvent.USUAL_TTL;
        private boolean isPrivate;
        private Instant publishedAt;
        private String eventId;

        Reading(byte[] value) {
            this.value = value;
        }

        void read(JsonParser parser) throws IOException, UnusableEventException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnusableEventException("value", "must be a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String member = parser.currentName();
                JsonToken token = parser.nextToken();
                switch (member) {
                    case "name" -> name = text(member, token, parser);
                    case "data" -> data = WrittenValue.of(parser, value);
                    case "ttl" -> ttl = token == JsonToken.VALUE_NULL ? ttl : integer(member, token, parser);
                    case "private" -> isPrivate = bool(member, token);
                    case "published_at" -> publishedAt = time(member, text(member, token, parser));
                    case "event_id" -> eventId = text(member, token, parser);
                    default -> parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                throw new UnusableEventException("value", "must be one JSON object");
            }
        }

        EventMembers members(long recordTime, Origin origin) throws UnusableEventException {
            if (origin != Origin.PRODUCT || name == null || !EventRules.isName(name)) {
                require("name", EventRules.nameFault(name));
            }
            require("data", EventRules.dataFault(data, mostBytes(origin)));
            require("ttl", EventRules.ttlFault(ttl));
            if (eventId != null) {
                require("event_id", EventRules.eventIdFault(eventId));
            }
            if (publishedAt == null && recordTime < 0) {
                throw new UnusableEventException("published_at", "is missing, and the record has no time");
            }
            Instant at = publishedAt == null ? Instant.ofEpochMilli(recordTime) : publishedAt;
            require("published_at", EventRules.timeFault(at));
            return new EventMembers(name, data, (int) ttl, isPrivate, at.truncatedTo(ChronoUnit.MILLIS), eventId);
        }

        /** A change of a shared value is published like an event of a user, whose own are checked before. */
        private static int mostBytes(Origin origin) {
            return origin == Origin.USER ? EventRules.MAX_VALUE_BYTES : EventRules.MAX_DATA_BYTES;
        }

        private static String text(String member, JsonToken token, JsonParser parser)
                throws IOException, UnusableEventException {
            if (token == JsonToken.VALUE_NULL) {
                return null;
            }
            if (token != JsonToken.VALUE_STRING) {
                throw new UnusableEventException(member, "must be text");
            }
            return parser.getText();
        }

        private static long integer(String member, JsonToken token, JsonParser parser)
                throws IOException, UnusableEventException {
            if (token != JsonToken.VALUE_NUMBER_INT || parser.getTextLength() > 10) {
                throw new UnusableEventException(member, "must be an integer from 0 to " + EventRules.MAX_TTL);
            }
            return parser.getLongValue();
        }

        private static boolean bool(String member, JsonToken token) throws UnusableEventException {
            if (!token.isBoolean() && token != JsonToken.VALUE_NULL) {
                throw new UnusableEventException(member, "must be true or false");
            }
            return token == JsonToken.VALUE_TRUE;
        }

        private static Instant time(String member, String text) throws UnusableEventException {
            try {
                return text == null ? null : OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException malformed) {
                throw new UnusableEventException(member, "must be a time such as 2026-02-16T13:51:30.125Z");
            }
        }
    }
}
