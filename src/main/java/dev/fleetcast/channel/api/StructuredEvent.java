package dev.fleetcast.channel.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.fleetcast.channel.log.ChannelConfig;
import dev.fleetcast.channel.log.EventContent;
import dev.fleetcast.channel.log.EventPosition;
import dev.fleetcast.channel.log.EventText;
import dev.fleetcast.channel.log.ReceiptRule;
import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
import dev.fleetcast.text.JsonFault;
import dev.fleetcast.text.WellFormed;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Parses bodies of the type {@link PushedEvent#STRUCTURED}. */
@Singleton
public class StructuredEvent {

    private static final Set<String> FIELDS = Set.of("event", "data", "id", "retry", "comment", "receipt");
    private static final Set<String> RECEIPT_FIELDS = Set.of("required", "timeout", "max_attempts");
    private static final int MAX_TEXT = 200;
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);
    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(24);
    /** A longer retry would keep clients away from the channel. */
    private static final Duration LONGEST_RETRY = Duration.ofHours(1);

    private static final int MAX_ATTEMPTS = 100;

    private final ObjectReader json;
    private final ChannelConfig config;

    public StructuredEvent(ObjectMapper json, ChannelConfig config) {
        this.json = json.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        this.config = config;
    }

    /**
     * @param device the publisher's label, or null
     * @throws HttpProblem 400 for a body that is not a JSON object or could forge a line of the stream, 422 for invalid
     *     fields
     */
    public EventContent read(String text, String device) {
        JsonNode event = parsed(text);
        List<FieldViolation> wrong = new ArrayList<>();
        unknown(event, FIELDS, "", wrong);
        EventContent content = new EventContent(
                device,
                id(event, wrong),
                line(event, "event", wrong),
                data(event, wrong),
                retry(event.path("retry"), wrong),
                line(event, "comment", wrong),
                receipt(event.path("receipt"), wrong));
        if (content.data() == null && content.receipt() != null) {
            wrong.add(new FieldViolation("receipt", "requires data: a comment alone reaches no device"));
        }
        if (!wrong.isEmpty()) {
            throw Violations.problem(wrong);
        }
        return content;
    }

    private JsonNode parsed(String text) {
        try {
            JsonNode event = json.readTree(text);
            if (event != null && event.isObject()) {
                return whole(event);
            }
        } catch (JsonProcessingException malformed) {
            throw HttpProblem.valueOf(Status.BAD_REQUEST, "The body " + JsonFault.of(malformed) + ".");
        }
        throw HttpProblem.valueOf(Status.BAD_REQUEST, "The body is not a JSON object.");
    }

    private static void unknown(JsonNode object, Set<String> known, String prefix, List<FieldViolation> wrong) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                wrong.add(new FieldViolation(prefix + name, "is not a known field"));
            }
        });
    }

    private static JsonNode whole(JsonNode event) {
        if (!WellFormed.isWhole(event.toString())) {
            throw HttpProblem.valueOf(Status.BAD_REQUEST, "The body contains an unpaired surrogate.");
        }
        return event;
    }

    /** A number is accepted as text, for users of the chunk library. */
    private static String id(JsonNode event, List<FieldViolation> wrong) {
        JsonNode value = event.path("id");
        String id = value.isIntegralNumber() ? value.asText() : line(event, "id", wrong);
        if (id != null && !EventText.isId(id)) {
            wrong.add(
                    new FieldViolation(
                            "id",
                            "must not contain control characters, or start or end with a space: clients could not send it back"));
        } else if (id != null && EventPosition.parse(id).isPresent()) {
            wrong.add(new FieldViolation("id", "must not have the form of ids assigned by the server"));
        }
        return id;
    }

    private static String line(JsonNode event, String field, List<FieldViolation> wrong) {
        JsonNode value = event.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()
                || value.textValue().isEmpty()
                || value.textValue().length() > MAX_TEXT) {
            wrong.add(new FieldViolation(field, "must be a string of 1 to " + MAX_TEXT + " characters"));
            return null;
        }
        if (!EventText.isOneLine(value.textValue())) {
            throw HttpProblem.valueOf(Status.BAD_REQUEST, field + " must not contain CR, LF or NUL.");
        }
        return value.textValue();
    }

    /** An empty list of lines stands for a comment only. */
    private static String data(JsonNode event, List<FieldViolation> wrong) {
        JsonNode data = event.path("data");
        if (data.isArray() && data.isEmpty() && event.hasNonNull("comment")) {
            return null;
        }
        if (data.isTextual()) {
            return data.textValue();
        }
        if (data.isArray() && !data.isEmpty() && all(data, JsonNode::isTextual)) {
            List<String> lines = new ArrayList<>();
            data.forEach(line -> lines.add(line.textValue()));
            return EventText.joined(lines);
        }
        wrong.add(new FieldViolation(
                "data", "must be a string or a list of strings, which may be empty only with a comment"));
        return null;
    }

    /** Anything but a whole number is ignored, as by the chunk library and browsers. */
    private static Long retry(JsonNode retry, List<FieldViolation> wrong) {
        if (!retry.isNumber() || retry.doubleValue() != Math.rint(retry.doubleValue())) {
            return null;
        }
        if (retry.doubleValue() < 0 || retry.doubleValue() > LONGEST_RETRY.toMillis()) {
            wrong.add(new FieldViolation(
                    "retry", "must be from 0 to " + LONGEST_RETRY.toMillis() + " milliseconds, which is an hour"));
            return null;
        }
        return retry.longValue();
    }

    private ReceiptRule receipt(JsonNode receipt, List<FieldViolation> wrong) {
        if (receipt.isMissingNode() || receipt.isNull()) {
            return null;
        }
        if (!receipt.isObject() || !receipt.path("required").isBoolean()) {
            wrong.add(new FieldViolation("receipt.required", "must be true or false"));
            return null;
        }
        unknown(receipt, RECEIPT_FIELDS, "receipt.", wrong);
        ReceiptRule rule = new ReceiptRule(
                timeout(receipt.path("timeout"), wrong).toMillis(), maxAttempts(receipt.path("max_attempts"), wrong));
        return receipt.path("required").booleanValue() ? rule : null;
    }

    private Duration timeout(JsonNode timeout, List<FieldViolation> wrong) {
        if (timeout.isMissingNode() || timeout.isNull()) {
            return config.receiptTimeout();
        }
        try {
            Duration time = timeout.isNumber()
                    ? Duration.ofMillis(Math.round(timeout.doubleValue() * 1_000))
                    : Duration.parse(timeout.asText());
            if (time.compareTo(SHORTEST_TIMEOUT) >= 0 && time.compareTo(LONGEST_TIMEOUT) <= 0) {
                return time;
            }
        } catch (DateTimeException | ArithmeticException malformed) {
            // Rejected below, like a value out of bounds.
        }
        wrong.add(new FieldViolation(
                "receipt.timeout", "must be an ISO-8601 duration such as PT30S, or seconds, from 0.1 s to 24 h"));
        return config.receiptTimeout();
    }

    private int maxAttempts(JsonNode attempts, List<FieldViolation> wrong) {
        if (attempts.isMissingNode() || attempts.isNull()) {
            return config.receiptMaxAttempts();
        }
        if (attempts.isIntegralNumber()
                && attempts.canConvertToInt()
                && attempts.intValue() >= 0
                && attempts.intValue() <= MAX_ATTEMPTS) {
            return attempts.intValue();
        }
        wrong.add(new FieldViolation("receipt.max_attempts", "must be a whole number from 0 to " + MAX_ATTEMPTS));
        return config.receiptMaxAttempts();
    }

    private static boolean all(JsonNode array, Predicate<JsonNode> test) {
        for (JsonNode element : array) {
            if (!test.test(element)) {
                return false;
            }
        }
        return true;
    }
}
