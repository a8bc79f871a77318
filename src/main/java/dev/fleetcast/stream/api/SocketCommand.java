package dev.fleetcast.stream.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
import dev.fleetcast.stream.area.AreaRequest;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;

/**
 * A command of a WebSocket's client, with the parameters of the HTTP call of the same name.
 *
 * @param type what to do
 * @param ref comes back in the reply
 * @param token a subscription token; a login token for {@code login}
 * @param tokens subscription tokens, in place of {@code token}
 * @param bbox an area, like {@code polygon}, {@code pools}, {@code all} and {@code maxUnits}, see {@link AreaRequest}
 * @param end true to end the area
 */
@JsonIgnoreProperties(ignoreUnknown = false)
record SocketCommand(
        String type,
        JsonNode ref,
        String token,
        List<String> tokens,
        String mode,
        String interval,
        String filter,
        List<Double> bbox,
        JsonNode polygon,
        List<Long> pools,
        Boolean all,
        Integer maxUnits,
        Boolean end) {

    private static final int MAX_TOKENS = 1_000;
    private static final int BAD_REQUEST = Status.BAD_REQUEST.getStatusCode();

    /**
     * Parses a message.
     *
     * @throws HttpProblem 400 for anything but a JSON object; 422 for unknown members and members of another type
     */
    static SocketCommand parse(JsonNode message, ObjectMapper json) {
        try {
            return json.treeToValue(message, SocketCommand.class);
        } catch (UnrecognizedPropertyException unknown) {
            throw invalid(unknown.getPropertyName(), "is not a known field");
        } catch (JsonProcessingException mistyped) {
            throw malformed();
        }
    }

    /** 400: the message is not a command. */
    static HttpProblem malformed() {
        return HttpProblem.valueOf(
                Status.BAD_REQUEST, "A command is a JSON object with a known `type`, in a text frame.");
    }

    /** Whether the problem concerns the message as a whole, rather than what it asks for. */
    static boolean isMalformed(HttpProblem problem) {
        return problem.getStatusCode() == BAD_REQUEST;
    }

    /**
     * The subscription tokens.
     *
     * @throws HttpProblem 422 without any, with too many, and with both members
     */
    List<String> subscriptionTokens() {
        if (token != null && tokens == null) {
            return List.of(token);
        }
        if (token != null || tokens == null || tokens.isEmpty() || tokens.contains(null)) {
            throw invalid("tokens", "must name at least one token, unless there is `token`");
        }
        if (tokens.size() > MAX_TOKENS) {
            throw invalid("tokens", "must have at most " + MAX_TOKENS + " elements");
        }
        return tokens;
    }

    /** The area to follow; null to end it. */
    AreaRequest area() {
        return Boolean.TRUE.equals(end)
                ? null
                : new AreaRequest(bbox, polygon, pools, all, mode, interval, filter, maxUnits);
    }

    /**
     * The login token.
     *
     * @throws HttpProblem 422 without one
     */
    String loginToken() {
        if (token == null) {
            throw invalid("token", "is required");
        }
        return token;
    }

    private static HttpProblem invalid(String field, String message) {
        return Violations.problem(List.of(new FieldViolation(field, message)));
    }
}
