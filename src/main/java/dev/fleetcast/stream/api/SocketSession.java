package dev.fleetcast.stream.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.access.Viewer;
import dev.fleetcast.problem.Refusal;
import dev.fleetcast.socket.SocketOutlet;
import dev.fleetcast.stream.Stream;
import dev.fleetcast.threading.EventLoopConfined;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * The commands on one WebSocket. Reads the next one when the last is answered and the client has taken the answer, so
 * that a flood of commands waits in the client's own buffers.
 */
@EventLoopConfined
final class SocketSession {

    private static final short POLICY = 1_008;

    private final ServerWebSocket socket;
    private final SocketOutlet outlet;
    private final Executor loop;
    private final SocketCommands commands;
    private final ObjectMapper json;
    private final BadCommands bad = new BadCommands();
    private Viewer viewer;
    private Stream stream;

    /**
     * @param loop the event loop of the connection
     * @param viewer the login of the request; null without one
     */
    SocketSession(
            ServerWebSocket socket,
            SocketOutlet outlet,
            Executor loop,
            SocketCommands commands,
            ObjectMapper json,
            Viewer viewer) {
        this.socket = socket;
        this.outlet = outlet;
        this.loop = loop;
        this.commands = commands;
        this.json = json;
        this.viewer = viewer;
        socket.pause();
        socket.textMessageHandler(this::take);
        socket.binaryMessageHandler(message -> takeMalformed());
        socket.pongHandler(pong -> takePong());
    }

    /** Begins to read commands for the stream, once its first event is written. */
    void opened(Stream carried) {
        stream = carried;
        outlet.afterNextFrame(() -> loop.execute(socket::resume));
    }

    private void takePong() {
        if (stream != null) {
            commands.pong(stream.id()).subscribe().with(done -> {}, failed -> {});
        }
    }

    private void take(String text) {
        socket.pause();
        JsonNode message = read(text);
        if (message == null) {
            refuseMalformed(null);
            return;
        }
        JsonNode ref = message.get("ref");
        if (!SocketCommands.isKnown(message.path("type").textValue())) {
            refuseMalformed(ref);
            return;
        }
        Uni<Map<String, ?>> answer;
        try {
            answer = answer(SocketCommand.parse(message, json));
        } catch (RuntimeException refused) {
            refuse(ref, refused);
            return;
        }
        answer.subscribe()
                .with(
                        body -> loop.execute(() -> reply(ref, 200, body)),
                        failed -> loop.execute(() -> refuse(ref, failed)));
    }

    private Uni<Map<String, ?>> answer(SocketCommand command) {
        return switch (command.type()) {
            case "login" -> login(command.loginToken());
            case "pong" -> commands.pong(stream.id());
            default -> commands.change(command, stream.id(), viewer);
        };
    }

    private Uni<Map<String, ?>> login(String token) {
        return commands.login(token).emitOn(loop).map(admitted -> {
            commands.own(stream, admitted);
            viewer = admitted;
            return Map.of("data", Map.of("username", admitted.username()));
        });
    }

    private void takeMalformed() {
        socket.pause();
        refuseMalformed(null);
    }

    private void refuseMalformed(JsonNode ref) {
        refuse(ref, SocketCommand.malformed());
    }

    private void refuse(JsonNode ref, Throwable failure) {
        Refusal refusal = Refusal.of(failure);
        Map<String, Object> body = new LinkedHashMap<>(refusal.members());
        body.put("title", refusal.title());
        body.put("detail", refusal.detail());
        boolean malformed = failure instanceof HttpProblem problem && SocketCommand.isMalformed(problem);
        reply(ref, refusal.status(), body);
        if (malformed && bad.isOneTooMany()) {
            outlet.end(POLICY, "Too many messages that are not commands.");
        }
    }

    private void reply(JsonNode ref, int status, Map<String, ?> body) {
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("type", "reply");
        if (ref != null) {
            reply.put("ref", ref);
        }
        reply.put("status", status);
        reply.putAll(body);
        outlet.write(("data: " + text(reply) + "\n\n").getBytes(StandardCharsets.UTF_8));
        outlet.whenThereIsRoom(socket::resume);
    }

    /** Null unless the text is a JSON object. */
    private JsonNode read(String text) {
        try {
            JsonNode message = json.readTree(text);
            return message != null && message.isObject() ? message : null;
        } catch (JsonProcessingException malformed) {
            return null;
        }
    }

    private String text(Map<String, Object> reply) {
        try {
            return json.writeValueAsString(reply);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
