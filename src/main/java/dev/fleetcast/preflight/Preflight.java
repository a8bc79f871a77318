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

/** Checks the whole configuration before the application starts, so that all errors are reported at once. */
public final class Preflight {

    private static final List<Check> CHECKS = List.of(
            new RequiredSettings(),
            new Addresses(),
            new SigningKeyCheck(),
            new ExternalIssuerCheck(),
            new DemoCheck(),
            new FirstAdministratorCheck(),
            new OriginCheck(),
            new PublicChannelsCheck(),
            new TopicsCheck(),
            new TracingCheck(),
            new Timing(),
            UnknownNames::stopping);

    /** Run only if all other checks pass, because they may take seconds. */
    private static final List<Check> QUESTIONS = List.of(new BrokerNames(), new DatabaseLogin());

    private Preflight() {}

    /** The error message for the operator, shorter than 40 lines; empty if the application can start. */
    public static Optional<String> complaint() {
        Supplier<SmallRyeConfigBuilder> plain = ConfigUtils::configBuilder;
        Supplier<SmallRyeConfigBuilder> typed = () -> TypedProperties.addTo(ConfigUtils.configBuilder());
        Reading reading = Reading.of(typed, plain);
        List<Problem> problems = problems(reading, typed);
        if (problems.isEmpty()) {
            problems = QUESTIONS.stream()
                    .flatMap(question -> question.problems(reading.settings()).stream())
                    .toList();
        }
        return problems.isEmpty() ? Optional.empty() : Optional.of(Complaint.about(problems));
    }

    /** The error message for a start that failed later; empty if the settings are not the cause. */
    public static Optional<String> complaint(Throwable failure) {
        Throwable cause = ExceptionUtil.getRootCause(failure);
        if (cause instanceof ConfigValidationException wrong) {
            return Reading.problems(wrong).map(Complaint::about);
        }
        if (cause instanceof QuarkusBindException || isRefusedByEpoll(cause)) {
            return Optional.of(Complaint.about(List.of(Addresses.PORT_TAKEN)));
        }
        return TracingFault.in(failure).map(problem -> Complaint.about(List.of(problem)));
    }

    /** The native transport throws its own exception, which Quarkus does not recognize. */
    private static boolean isRefusedByEpoll(Throwable cause) {
        return cause instanceof NativeIoException refused
                && String.valueOf(refused.getMessage()).contains("Address already in use");
    }

    static List<Problem> problems(Reading reading, Supplier<SmallRyeConfigBuilder> typed) {
        Set<Problem> problems = new LinkedHashSet<>();
        CHECKS.forEach(check -> problems.addAll(check.problems(reading.settings())));
        problems.addAll(reading.problems());
        if (!problems.isEmpty() && reading.problems().isEmpty()) {
            problems.addAll(Reading.brokenRules(typed.get()));
        }
        return new ArrayList<>(problems);
    }
}
