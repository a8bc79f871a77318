package dev.fleetcast.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Warns of limits without effect: those that another limit makes unreachable, and all limits per address while forwarding
 * headers are trusted from any client. Also warns of a topic that no stream reads.
 */
final class LimitAdvice implements Check {

    private static final String CONNECTIONS = "quarkus.http.limits.max-connections";
    private static final List<String> OF_CONNECTIONS =
            List.of("fleetcast.stream.max-per-node", "fleetcast.channel.max-feeds");
    private static final String FORWARDING = "quarkus.http.proxy.proxy-address-forwarding";
    private static final String TRUSTED = "quarkus.http.proxy.trusted-proxies";
    private static final String HTTP_TOPIC = "fleetcast.ingest.http-topic";
    private static final String FEED = "fleetcast.ingest.topics";

    @Override
    public List<ConfigProblem> problems(Settings settings) {
        List<ConfigProblem> problems = new ArrayList<>();
        OptionalInt connections = number(settings, CONNECTIONS);
        for (String property : OF_CONNECTIONS) {
            OptionalInt limit = number(settings, property);
            if (connections.isPresent() && limit.isPresent() && limit.getAsInt() >= connections.getAsInt()) {
                problems.add(new ConfigProblem(
                        property,
                        "is " + limit.getAsInt() + ", not less than " + ConfigProblem.variable(CONNECTIONS)
                                + ": connections, even of probes, are closed without a response before it is reached",
                        ""));
            }
        }
        if (settings.isOn(FORWARDING) && settings.text(TRUSTED).isEmpty()) {
            problems.add(new ConfigProblem(
                    TRUSTED,
                    "is missing: with " + ConfigProblem.variable(FORWARDING)
                            + "=true any client can claim any address, so limits per address have no effect",
                    "10.244.0.0/16"));
        }
        settings.text(HTTP_TOPIC)
                .filter(topic -> !settings.texts(FEED).contains(topic))
                .map(topic -> new ConfigProblem(
                        HTTP_TOPIC,
                        "is not among " + ConfigProblem.variable(FEED)
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
