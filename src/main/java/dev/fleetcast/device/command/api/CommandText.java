package dev.fleetcast.device.command.api;

import dev.fleetcast.device.command.CommandJson;
import dev.fleetcast.device.command.store.QueuedCommand;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A queued command as users see it. */
final class CommandText {

    private CommandText() {}

    static Map<String, Object> of(QueuedCommand queued) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("command_id", queued.command().id());
        text.put("state", queued.state().word());
        text.put("function", queued.command().function());
        text.put("arg", queued.command().arg());
        text.put("issued_at", time(queued.command().issuedAt()));
        text.put("expires_at", time(queued.command().expiresAt()));
        text.put("sent_at", time(queued.sentAt()));
        text.put("ended_at", time(queued.endedAt()));
        text.put(
                "return_value", queued.answer() == null ? null : queued.answer().returnValue());
        text.put("error", queued.answer() == null ? null : queued.answer().error());
        return text;
    }

    private static String time(Instant at) {
        return at == null ? null : CommandJson.time(at);
    }
}
