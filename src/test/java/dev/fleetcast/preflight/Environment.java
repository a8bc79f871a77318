package dev.fleetcast.preflight;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An environment for a packaged application: valid, except for a test's own values. */
final class Environment {

    private static final Map<String, String> DEFAULTS = Map.of(
            "quarkus.http.idle-timeout", "60S",
            "quarkus.http.limits.max-connections", "20000",
            "quarkus.http.cors.access-control-allow-credentials", "true");

    private final Map<String, String> variables = new HashMap<>(Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", "localhost:9092",
            "QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://localhost/fleetcast",
            "QUARKUS_DATASOURCE_USERNAME", "fleetcast",
            "QUARKUS_DATASOURCE_PASSWORD", "secret"));

    static Environment good() {
        return new Environment();
    }

    Environment with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    Environment without(String variable) {
        variables.remove(variable);
        return this;
    }

    /** The messages of one check. */
    List<String> complaintsOf(Check check) {
        return lines(check.problems(new Settings(plain().build(), Set.of())));
    }

    /** The messages about values that have the wrong type or break a rule. */
    List<String> complaintsOfReading() {
        return lines(ConfigReading.of(this::typed, this::plain).problems());
    }

    /** The messages of all checks. */
    List<String> complaints() {
        return lines(Preflight.problems(ConfigReading.of(this::typed, this::plain), this::typed));
    }

    /** The warnings about settings that the application starts with. */
    List<String> advice() {
        return lines(StartAdvice.about(new Settings(typed().build(), Set.of())).toList());
    }

    private static List<String> lines(List<ConfigProblem> problems) {
        return problems.stream().map(ConfigProblem::line).toList();
    }

    private SmallRyeConfigBuilder typed() {
        return TypedProperties.addTo(plain());
    }

    private SmallRyeConfigBuilder plain() {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new EnvConfigSource(Map.copyOf(variables), 300))
                .withSources(new PropertiesConfigSource(DEFAULTS, "application.properties", 250));
    }
}
