package dev.fleetcast.preflight;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidatorImpl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The configuration, as far as it is readable.
 *
 * @param settings for further checks
 * @param problems values of the wrong type and, if there are any, values that break the rules of their property
 */
record ConfigReading(Settings settings, List<ConfigProblem> problems) {

    /**
     * Reads the configuration. Rules are checked only if a value has the wrong type; otherwise the application checks
     * them at its start.
     *
     * @param typed supplies a builder with the sources and all typed properties
     * @param plain supplies a builder with the sources only
     * @throws ConfigValidationException if a message of the library is not recognized
     */
    static ConfigReading of(Supplier<SmallRyeConfigBuilder> typed, Supplier<SmallRyeConfigBuilder> plain) {
        try {
            return new ConfigReading(new Settings(typed.get().build(), Set.of()), List.of());
        } catch (ConfigValidationException wrong) {
            return inRounds(problems(wrong).orElseThrow(() -> wrong), typed, plain);
        }
    }

    /** The broken rules of a configuration whose values all have the right type. */
    static List<ConfigProblem> brokenRules(SmallRyeConfigBuilder typed) {
        try {
            typed.withValidator(new BeanValidationConfigValidatorImpl()).build();
            return List.of();
        } catch (ConfigValidationException wrong) {
            return problems(wrong).orElseThrow(() -> wrong);
        }
    }

    /** The problems found by the library; empty if one of its messages is not recognized. */
    static Optional<List<ConfigProblem>> problems(ConfigValidationException wrong) {
        List<ConfigProblem> problems = IntStream.range(0, wrong.getProblemCount())
                .mapToObj(i -> MappingMessage.problem(wrong.getProblem(i).getMessage()))
                .flatMap(Optional::stream)
                .toList();
        return problems.size() == wrong.getProblemCount() ? Optional.of(problems) : Optional.empty();
    }

    /** The library reports broken rules only if all values have the right type, so examples replace those that do not. */
    private static ConfigReading inRounds(
            List<ConfigProblem> unreadable,
            Supplier<SmallRyeConfigBuilder> typed,
            Supplier<SmallRyeConfigBuilder> plain) {
        Set<String> names = unreadable.stream().map(ConfigProblem::property).collect(Collectors.toUnmodifiableSet());
        Map<String, String> examples = unreadable.stream()
                .filter(problem -> !problem.example().isBlank())
                .collect(Collectors.toUnmodifiableMap(
                        ConfigProblem::property, ConfigProblem::example, (first, second) -> first));
        try {
            SmallRyeConfig config = overriding(typed.get(), examples).build();
            List<ConfigProblem> problems = new ArrayList<>(unreadable);
            problems.addAll(brokenRules(overriding(typed.get(), examples)));
            return new ConfigReading(new Settings(config, names), problems);
        } catch (ConfigValidationException still) {
            return new ConfigReading(new Settings(plain.get().build(), names), unreadable);
        }
    }

    private static SmallRyeConfigBuilder overriding(SmallRyeConfigBuilder builder, Map<String, String> values) {
        return builder.withSources(
                new PropertiesConfigSource(values, "examples in place of unreadable values", Integer.MAX_VALUE));
    }
}
