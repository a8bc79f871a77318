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
 * The configuration as far as it can be read.
 *
 * @param settings for further checks
 * @param problems values that are not of their type or, when there are such, break the rule of their property
 */
record Reading(Settings settings, List<Problem> problems) {

    /**
     * Reads it. Rules are looked at only when something is wrong anyhow: the application does so when it starts.
     *
     * @param typed makes a builder that knows the sources and all typed properties
     * @param plain makes one that knows the sources only
     * @throws ConfigValidationException if there is a problem that is not understood
     */
    static Reading of(Supplier<SmallRyeConfigBuilder> typed, Supplier<SmallRyeConfigBuilder> plain) {
        try {
            return new Reading(new Settings(typed.get().build(), Set.of()), List.of());
        } catch (ConfigValidationException wrong) {
            return inRounds(problems(wrong).orElseThrow(() -> wrong), typed, plain);
        }
    }

    /** The broken rules of a configuration whose values all have their types. */
    static List<Problem> brokenRules(SmallRyeConfigBuilder typed) {
        try {
            typed.withValidator(new BeanValidationConfigValidatorImpl()).build();
            return List.of();
        } catch (ConfigValidationException wrong) {
            return problems(wrong).orElseThrow(() -> wrong);
        }
    }

    /** What the library found; empty when there is a problem that is not understood. */
    static Optional<List<Problem>> problems(ConfigValidationException wrong) {
        List<Problem> problems = IntStream.range(0, wrong.getProblemCount())
                .mapToObj(i -> MappingMessage.problem(wrong.getProblem(i).getMessage()))
                .flatMap(Optional::stream)
                .toList();
        return problems.size() == wrong.getProblemCount() ? Optional.of(problems) : Optional.empty();
    }

    /** The library tells of broken rules only when all values have the right type: examples stand in for those that do not. */
    private static Reading inRounds(
            List<Problem> unreadable, Supplier<SmallRyeConfigBuilder> typed, Supplier<SmallRyeConfigBuilder> plain) {
        Set<String> names = unreadable.stream().map(Problem::property).collect(Collectors.toUnmodifiableSet());
        Map<String, String> examples = unreadable.stream()
                .filter(problem -> !problem.example().isBlank())
                .collect(Collectors.toUnmodifiableMap(Problem::property, Problem::example, (first, second) -> first));
        try {
            SmallRyeConfig config = overriding(typed.get(), examples).build();
            List<Problem> problems = new ArrayList<>(unreadable);
            problems.addAll(brokenRules(overriding(typed.get(), examples)));
            return new Reading(new Settings(config, names), problems);
        } catch (ConfigValidationException still) {
            return new Reading(new Settings(plain.get().build(), names), unreadable);
        }
    }

    private static SmallRyeConfigBuilder overriding(SmallRyeConfigBuilder builder, Map<String, String> values) {
        return builder.withSources(
                new PropertiesConfigSource(values, "examples in place of unreadable values", Integer.MAX_VALUE));
    }
}
