package dev.fleetcast.device.event;

import dev.fleetcast.device.RequestFields;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An event that a request asks to publish.
 *
 * @param data text of at most 16,384 bytes, or null
 * @param ttl in seconds
 */
public record EventRequest(String name, String data, int ttl, boolean isPrivate) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");
    private static final Set<String> YES = Set.of("true", "1");
    private static final Set<String> NO = Set.of("false", "0", "");

    /**
     * Reads a JSON object or a form.
     *
     * @throws HttpProblem 400 for any fault
     */
    public static EventRequest of(String contentType, byte[] body) {
        if (RequestFields.isForm(contentType)) {
            return ofForm(RequestFields.of(contentType, body));
        }
        try {
            EventMembers members = EventMembers.of(body, Instant.now().toEpochMilli(), DeviceEvent.Origin.DEVICE);
            return new EventRequest(members.name(), members.data(), members.ttl(), members.isPrivate());
        } catch (UnusableEventException unusable) {
            throw refusal(unusable.getMessage());
        }
    }

    private static EventRequest ofForm(RequestFields form) {
        String name = form.text("name").orElse(null);
        String data = form.text("data").orElse(null);
        String ttl = form.text("ttl").filter(text -> !text.isEmpty()).orElse(Integer.toString(DeviceEvent.USUAL_TTL));
        check("name", EventRules.nameFault(name));
        check("data", EventRules.dataFault(data));
        if (!NUMBER.matcher(ttl).matches()) {
            throw refusal("ttl: must be from 0 to " + EventRules.MAX_TTL);
        }
        check("ttl", EventRules.ttlFault(Long.parseLong(ttl)));
        return new EventRequest(
                name, data, Integer.parseInt(ttl), isTrue(form.text("private").orElse("")));
    }

    private static boolean isTrue(String text) {
        if (!YES.contains(text) && !NO.contains(text)) {
            throw refusal("private: must be true or false");
        }
        return YES.contains(text);
    }

    private static void check(String field, Optional<String> fault) {
        if (fault.isPresent()) {
            throw refusal(field + ": " + fault.get());
        }
    }

    private static HttpProblem refusal(String detail) {
        return HttpProblem.valueOf(Status.BAD_REQUEST, detail);
    }
}
