package dev.fleetcast.broadcast;

import dev.fleetcast.access.user.EndUsers;
import dev.fleetcast.channel.log.EventContent;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A message to users.
 *
 * @param content any text, not empty
 * @param type the topic; without a user it also selects the recipients: the users who listen to it
 * @param user the recipient; without user and type the broadcast is for everybody
 */
record Broadcast(String content, Optional<String> type, Optional<String> user) {

    private static final Set<String> RECIPIENTS = Set.of("type", "user");
    private static final Set<String> OTHERS = Set.of("content");
    private static final Pattern TYPE =
            Pattern.compile("[^\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]{1,100}");

    /** @throws HttpProblem 400 for a body that is not a broadcast, 422 for an empty recipient and for unknown fields */
    static Broadcast read(byte[] body) {
        JsonBody json = JsonBody.read(body);
        String content = json.text("content").orElseThrow(() -> refused("The field content is missing or empty."));
        json.requireMeaning(RECIPIENTS, OTHERS);
        Optional<String> type = json.text("type").map(Broadcast::type);
        Optional<String> user = json.text("user");
        if (user.isPresent() && !EndUsers.isId(user.get())) {
            throw refused("The field user must be one line of 1 to 128 characters.");
        }
        return new Broadcast(content, type, user);
    }

    /**
     * Validates a type.
     *
     * @throws HttpProblem 400 for an invalid type
     */
    static String type(String text) {
        if (!TYPE.matcher(text).matches()) {
            throw refused("A type must be one line of 1 to 100 characters.");
        }
        return text;
    }

    /** The log of its recipients. */
    String log() {
        return user.map(Logs::ofUser).or(() -> type.map(Logs::ofType)).orElse(Logs.EVERYBODY);
    }

    EventContent event() {
        return new EventContent(null, null, type.orElse(null), content, null, null, null);
    }

    private static HttpProblem refused(String detail) {
        return HttpProblem.valueOf(Status.BAD_REQUEST, detail);
    }
}
