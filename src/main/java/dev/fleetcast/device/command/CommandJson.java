package dev.fleetcast.device.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.text.WellFormed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Stream;

/** The JSON of commands and answers: in records, which other programs may write, and on streams. */
public final class CommandJson {

    /** Times have always three decimals. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** Characters outside of ASCII are escaped: clients garble those that are split over packets. Numbers keep their digits. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private CommandJson() {}

    /** An answer and the command it belongs to. */
    public record Answered(String commandId, Answer answer) {}

    /** The value of a command's record. */
    public static byte[] record(Command command) {
        return bytes(members(command).put("kind", command.kind().word()));
    }

    /** The command as an SSE event. */
    public static byte[] event(Command command) {
        String data = new String(bytes(members(command)), StandardCharsets.US_ASCII);
        return ("event: " + command.function() + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The command in a record; empty if the record holds no command. A kind that is missing counts as a call.
     *
     * @param coreid the key of the record
     */
    public static Optional<Command> command(String coreid, byte[] value) {
        JsonNode json = object(value);
        String id = text(json, "command_id", 100);
        String function = text(json, "function", 64);
        Instant issuedAt = time(json.path("issued_at"));
        Instant expiresAt = time(json.path("expires_at"));
        String arg = json.path("arg").isTextual() || json.path("arg").isMissingNode()
                ? json.path("arg").asText("")
                : null;
        Optional<CommandKind> kind = CommandKind.of(json.path("kind").asText(CommandKind.CALL.word()));
        if (id == null
                || issuedAt == null
                || expiresAt == null
                || arg == null
                || kind.isEmpty()
                || !Command.isFunction(function)
                || !Command.isArgument(arg)) {
            return Optional.empty();
        }
        return Optional.of(new Command(id, coreid, kind.get(), function, arg, issuedAt, expiresAt));
    }

    /** The value of an answer's record. */
    public static byte[] record(String commandId, Answer answer) {
        ObjectNode json = JSON.createObjectNode().put("command_id", commandId);
        if (answer.returnValue() != null) {
            json.put("return_value", answer.returnValue());
        } else if (answer.error() != null) {
            json.put("error", answer.error());
        } else {
            json.set("result", answer.result());
        }
        return bytes(json.put("at", TIME.format(answer.at())));
    }

    /**
     * The answer in a record; empty if the record holds no answer.
     *
     * @param now the time of an answer without a time
     */
    public static Optional<Answered> answered(byte[] value, Instant now) {
        JsonNode json = object(value);
        String id = text(json, "command_id", 100);
        Instant at = time(json.path("at"));
        return id == null
                ? Optional.empty()
                : answer(json, at == null ? now : at).map(answer -> new Answered(id, answer));
    }

    /**
     * The answer that the members say; empty unless they say exactly one in bounds. A member that is null says nothing,
     * because many programs write all members, but the only value of a variable may be null. An error with half of a
     * character could not be kept, and its repetition would be another answer.
     */
    public static Optional<Answer> answer(JsonNode json, Instant at) {
        long said = Stream.of("return_value", "error", "result")
                .filter(json::hasNonNull)
                .count();
        boolean isNull = said == 0 && json.has("result");
        if (said != 1 && !isNull) {
            return Optional.empty();
        }
        if (json.hasNonNull("error")) {
            JsonNode error = json.get("error");
            return error.isTextual() && error.asText().length() <= Answer.MAX_TEXT && WellFormed.isWhole(error.asText())
                    ? Optional.of(Answer.error(error.asText(), at))
                    : Optional.empty();
        }
        if (json.hasNonNull("result") || isNull) {
            JsonNode result = json.get("result");
            return result.toString().length() <= Answer.MAX_TEXT
                    ? Optional.of(new Answer(null, result, null, at))
                    : Optional.empty();
        }
        JsonNode number = json.get("return_value");
        return number.isIntegralNumber() && number.canConvertToInt()
                ? Optional.of(Answer.value(number.intValue(), at))
                : Optional.empty();
    }

    /** A time with three decimals. */
    public static String time(Instant at) {
        return TIME.format(at);
    }

    private static ObjectNode members(Command command) {
        return JSON.createObjectNode()
                .put("command_id", command.id())
                .put("function", command.function())
                .put("arg", command.arg())
                .put("issued_at", TIME.format(command.issuedAt()))
                .put("expires_at", TIME.format(command.expiresAt()));
    }

    private static JsonNode object(byte[] value) {
        try {
            JsonNode json = value == null ? null : JSON.readTree(value);
            return json == null || !json.isObject() ? JSON.createObjectNode() : json;
        } catch (IOException | NumberFormatException other) {
            return JSON.createObjectNode();
        }
    }

    private static String text(JsonNode json, String member, int maxLength) {
        JsonNode text = json.path(member);
        return text.isTextual() && !text.asText().isEmpty() && text.asText().length() <= maxLength
                ? text.asText()
                : null;
    }

    private static Instant time(JsonNode text) {
        try {
            return text.isTextual() ? Instant.parse(text.asText()) : null;
        } catch (DateTimeException other) {
            return null;
        }
    }

    private static byte[] bytes(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
