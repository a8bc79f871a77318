package dev.fleetcast.preflight;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Warns at startup of settings that are valid but probably a mistake. */
@ApplicationScoped
class StartAdvice {

    private static final Logger LOG = Logger.getLogger(StartAdvice.class);
    private static final List<Check> CHECKS =
            List.of(new TimingAdvice(), new ProductionAdvice(), new LimitAdvice(), UnknownNames::in);

    private final Config config;

    StartAdvice(Config config) {
        this.config = config;
    }

    void give(@Observes StartupEvent started) {
        Settings settings = new Settings(config, Set.of());
        Stream<ConfigProblem> advice = switch (LaunchMode.current()) {
            case NORMAL -> about(settings);
            case DEVELOPMENT -> UnknownNames.in(settings).stream();
            // The tests set such names themselves.
            case TEST, RUN -> Stream.empty();
        };
        advice.forEach(problem -> LOG.warn(problem.line()));
    }

    static Stream<ConfigProblem> about(Settings settings) {
        return CHECKS.stream().flatMap(check -> check.problems(settings).stream());
    }
}
