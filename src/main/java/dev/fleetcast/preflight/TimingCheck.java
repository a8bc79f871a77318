package dev.fleetcast.preflight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks that durations are consistent with each other. */
final class TimingCheck implements Check {

    private static final String PING_INTERVAL = "fleetcast.stream.ping-interval";
    private static final String PONG_TIMEOUT = "fleetcast.stream.pong-timeout";
    private static final String HTTP_IDLE_TIMEOUT = "quarkus.http.idle-timeout";
    private static final String PING_EXAMPLE = "PT15S";
    private static final String CONFLATE_AFTER = "fleetcast.stream.conflate-after";
    private static final String SLOW_TIMEOUT = "fleetcast.stream.slow-timeout";
    private static final String RESUME_MAX_AGE = "fleetcast.resume.max-age";
    private static final String MARK_RETENTION = "fleetcast.cluster.mark-retention";

    private static final List<ConfigProblem> NOT_POSITIVE = List.of(
            notPositive(PING_INTERVAL, PING_EXAMPLE),
            notPositive(PONG_TIMEOUT, "PT45S"),
            notPositive("fleetcast.stream.first-subscribe-timeout", "PT5M"),
            notPositive("fleetcast.stream.idle-timeout", "PT1H"),
            notPositive(CONFLATE_AFTER, "PT5S"),
            notPositive(SLOW_TIMEOUT, "PT10S"),
            notPositive("fleetcast.stream.drain-time", "PT8S"),
            notPositive("fleetcast.access.session-lifetime", "PT12H"),
            notPositive("fleetcast.access.token-lifetime", "PT1H"),
            notPositive("fleetcast.access.subscription-token-lifetime", "PT15M"),
            notPositive(MARK_RETENTION, "PT2H"),
            notPositive("fleetcast.registry.refresh-interval", "PT2S"));

    @Override
    public List<ConfigProblem> problems(Settings settings) {
        if (!settings.isReadable(HTTP_IDLE_TIMEOUT, Duration.class)) {
            return List.of(new ConfigProblem(HTTP_IDLE_TIMEOUT, "is not a duration", "60S"));
        }
        List<ConfigProblem> problems = new ArrayList<>();
        NOT_POSITIVE.stream()
                .filter(problem -> settings.duration(problem.property())
                        .filter(time -> time.compareTo(Duration.ZERO) <= 0)
                        .isPresent())
                .forEach(problems::add);
        Optional<Duration> ping = settings.duration(PING_INTERVAL).filter(time -> !time.isNegative());
        if (notShorter(ping, settings.duration(PONG_TIMEOUT))) {
            problems.add(new ConfigProblem(
                    PING_INTERVAL,
                    "is not shorter than " + ConfigProblem.variable(PONG_TIMEOUT) + ": every stream would end",
                    PING_EXAMPLE));
        }
        if (notShorter(ping, settings.duration(HTTP_IDLE_TIMEOUT))) {
            problems.add(new ConfigProblem(
                    PING_INTERVAL,
                    "is not shorter than " + ConfigProblem.variable(HTTP_IDLE_TIMEOUT)
                            + ": connections of idle streams would be closed",
                    PING_EXAMPLE));
        }
        if (notShorter(settings.duration(RESUME_MAX_AGE), settings.duration(MARK_RETENTION))) {
            problems.add(new ConfigProblem(
                    RESUME_MAX_AGE,
                    "is not shorter than " + ConfigProblem.variable(MARK_RETENTION)
                            + ": the marks of an event id would expire before the id itself; lower it, or raise the other",
                    "PT30M"));
        }
        if (notShorter(settings.duration(CONFLATE_AFTER), settings.duration(SLOW_TIMEOUT))) {
            problems.add(new ConfigProblem(
                    CONFLATE_AFTER,
                    "is not shorter than " + ConfigProblem.variable(SLOW_TIMEOUT)
                            + ": slow clients would be disconnected before their updates are conflated",
                    "PT5S"));
        }
        return problems;
    }

    private static ConfigProblem notPositive(String property, String example) {
        return new ConfigProblem(property, "is not longer than zero", example);
    }

    /** A limit of zero means no limit. */
    private static boolean notShorter(Optional<Duration> time, Optional<Duration> limit) {
        return time.isPresent()
                && limit.filter(most -> most.compareTo(Duration.ZERO) > 0)
                        .filter(most -> time.get().compareTo(most) >= 0)
                        .isPresent();
    }
}
