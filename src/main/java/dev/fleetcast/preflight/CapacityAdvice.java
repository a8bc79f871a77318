package dev.fleetcast.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Warns of limits that another limit makes unreachable, and of a topic that no stream reads. */
final class CapacityAdvice implements Check {

    private static final String CONNECTIONS = "quarkus.http.limits.max-connections";
    private static final List<String> OF_CONNECTIONS =
            List.of("fleetcast.stream.max-per-node", "fleetcast.channel.max-feeds");
    private static final String HTTP_TOPIC = "fleetcast.ingest.http-topic";
    private static final String FEED = "fleetcast.ingest.topics";

    @Override
    public List<Problem> problems(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        OptionalInt connections = number(settings, CONNECTIONS);
        for (String property : OF_CONNECTIONS) {
            OptionalInt limit = number(settings, property);
            if (connections.isPresent() && limit.isPresent() && limit.getAsInt() >= connections.getAsInt()) {
                problems.add(new Problem(
                        property,
                        "is " + limit.getAsInt() + ", not less than " + Problem.variable(CONNECTIONS)
                                + ": connections, even of probes, are closed without a response before it is reached",
                        ""));
            }
        }
        settings.text(HTTP_TOPIC)
                .filter(topic -> !settings.texts(FEED).contains(topic))
                .map(topic -> new Problem(
                        HTTP_TOPIC,
                        "is not among " + Problem.variable(FEED)
                                + ": telemetry sent by HTTP reaches no stream unless another process forwards it",
                        ""))
                .ifPresent(problems::add);
        return problems;
    }

    private static OptionalInt number(Settings settings, String property) {
        return settings.isReadable(property, Integer.class)
                ? settings.config().getOptionalValue(property, Integer.class).stream()
                        .mapToInt(Integer::intValue)
                        .findFirst()
                : OptionalInt.empty();
    }
}
