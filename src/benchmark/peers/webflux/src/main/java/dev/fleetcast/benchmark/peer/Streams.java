package dev.fleetcast.benchmark.peer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** Streams as the reference writes them: a sink for each unit, and a {@code Flux} for each stream. */
@RestController
public class Streams {

    /** What waits for one stream and unit before the stream fails. */
    private static final int BUFFER = 256;

    private final Map<String, Sinks.Many<JsonNode>> units = new ConcurrentHashMap<>();

    /** Follows the units whose ids are given, with commas between them. */
    @GetMapping(path = "/sub", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    public Flux<ServerSentEvent<JsonNode>> follow(@RequestParam List<String> v) {
        return Flux.fromIterable(v)
                .flatMap(id -> unit(id).asFlux().onBackpressureBuffer(BUFFER), v.size())
                .map(message -> ServerSentEvent.builder(message).build());
    }

    /** Sends a message to all who follow the unit. */
    @PostMapping("/publish/{unit}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void publish(@PathVariable String unit, @RequestBody JsonNode message) {
        unit(unit).emitNext(message, Sinks.EmitFailureHandler.FAIL_FAST);
    }

    private Sinks.Many<JsonNode> unit(String id) {
        return units.computeIfAbsent(id, unknown -> Sinks.many().multicast().directBestEffort());
    }
}
