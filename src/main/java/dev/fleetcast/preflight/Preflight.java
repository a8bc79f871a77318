package dev.fleetcast.preflight;

import io.netty.channel.unix.Errors.NativeIoException;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.util.ExceptionUtil;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Checks the whole configuration before the application starts, so that all errors are reported at once. */
public final class Preflight {

    private static final List<Check> CHECKS = List.of(
            new RequiredSettings(),
            new Addresses(),
            new TokenKeysCheck(),
            new DemoCheck(),
            new FirstAdministratorCheck(),
            new AllowedOriginsCheck(),
            new PublicChannelsCheck(),
            new TopicsCheck(),
            new SinksCheck(),
            new TracingCheck(),
            new TimingCheck(),
            UnknownNames::stopping);

    private static final int MAX_LINES = 35;

    /** Run only if all other checks pass, because they may take seconds. */
    private static final List<Check> SLOW_CHECKS = List.of(new BrokerNameCheck(), new DatabaseCheck());

    private Preflight() {}

    /** The error message for the operator, shorter than 40 lines; empty if the application can start. */
    public static Optional<String> complaint() {
        Supplier<SmallRyeConfigBuilder> plain = ConfigUtils::configBuilder;
        Supplier<SmallRyeConfigBuilder> typed = () -> TypedProperties.addTo(ConfigUtils.configBuilder());
        ConfigReading reading = ConfigReading.of(typed, plain);
        List<ConfigProblem> problems = problems(reading, typed);
        if (problems.isEmpty()) {
            problems = SLOW_CHECKS.stream()
                    .flatMap(check -> check.problems(reading.settings()).stream())
                    .toList();
        }
        return problems.isEmpty() ? Optional.empty() : Optional.of(message(problems));
    }

    /** The error message for a start that failed later; empty if the settings are not the cause. */
    public static Optional<String> complaint(Throwable failure) {
        Throwable cause = ExceptionUtil.getRootCause(failure);
        if (cause instanceof ConfigValidationException wrong) {
            return ConfigReading.problems(wrong).map(Preflight::message);
        }
        if (cause instanceof QuarkusBindException || isRefusedByEpoll(cause)) {
            return Optional.of(message(List.of(Addresses.PORT_TAKEN)));
        }
        return TracingCheck.causeOf(failure).map(problem -> message(List.of(problem)));
    }

    /** The native transport throws its own exception, which Quarkus does not recognize. */
    private static boolean isRefusedByEpoll(Throwable cause) {
        return cause instanceof NativeIoException refused
                && String.valueOf(refused.getMessage()).contains("Address already in use");
    }

    static List<ConfigProblem> problems(ConfigReading reading, Supplier<SmallRyeConfigBuilder> typed) {
        Set<ConfigProblem> problems = new LinkedHashSet<>();
        CHECKS.forEach(check -> problems.addAll(check.problems(reading.settings())));
        problems.addAll(reading.problems());
        if (!problems.isEmpty() && reading.problems().isEmpty()) {
            problems.addAll(ConfigReading.brokenRules(typed.get()));
        }
        return new ArrayList<>(problems);
    }

    /** A heading and one line per problem; from {@value #MAX_LINES} lines on, a last line names the remaining settings. */
    static String message(List<ConfigProblem> problems) {
        String lines = problems.stream()
                .limit(MAX_LINES)
                .map(problem -> "  " + problem.line())
                .collect(Collectors.joining("\n"));
        String rest = problems.size() <= MAX_LINES
                ? ""
                : problems.stream()
                        .skip(MAX_LINES)
                        .map(ConfigProblem::variable)
                        .distinct()
                        .collect(Collectors.joining(", ", "\n  and: ", ""));
        return "Fleetcast cannot start: settings are missing or invalid.\n" + lines + rest;
    }
}
