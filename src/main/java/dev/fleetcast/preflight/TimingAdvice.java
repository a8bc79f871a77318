package dev.fleetcast.preflight;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Warns of durations that work, but probably not as intended. */
final class TimingAdvice implements Check {

    private static final String PING_INTERVAL = "fleetcast.stream.ping-interval";
    private static final String PONG_TIMEOUT = "fleetcast.stream.pong-timeout";
    private static final String IDLE_TIMEOUT = "fleetcast.stream.idle-timeout";
    private static final String DRAIN_TIME = "fleetcast.stream.drain-time";
    private static final String TOKEN_LIFETIME = "fleetcast.access.token-lifetime";
    private static final String SESSION_LIFETIME = "fleetcast.access.session-lifetime";
    /** The default grace period of Kubernetes, minus what follows the draining. */
    private static final Duration LONG_DRAIN = Duration.ofSeconds(15);

    @Override
    public List<ConfigProblem> problems(Settings settings) {
        Optional<Duration> ping = settings.duration(PING_INTERVAL);
        return Stream.of(
                        shorter(settings, PONG_TIMEOUT, ping.map(interval -> interval.multipliedBy(2)))
                                .map(time -> new ConfigProblem(
                                        PONG_TIMEOUT,
                                        "is " + time + ", less than twice " + ConfigProblem.variable(PING_INTERVAL)
                                                + ": a single lost pong ends a stream",
                                        "PT45S")),
                        shorter(settings, IDLE_TIMEOUT, ping)
                                .map(time -> new ConfigProblem(
                                        IDLE_TIMEOUT,
                                        "is " + time + ", less than " + ConfigProblem.variable(PING_INTERVAL)
                                                + ": anonymous connections end before their first ping",
                                        "PT1H")),
                        settings.duration(DRAIN_TIME)
                                .filter(time -> time.compareTo(LONG_DRAIN) > 0)
                                .map(time -> new ConfigProblem(
                                        DRAIN_TIME,
                                        "is " + time
                                                + ": a stop has to wait 15 s longer than that, but by default"
                                                + " Kubernetes kills the process after 30 s, and Docker after 10 s",
                                        "PT8S")),
                        shorter(settings, SESSION_LIFETIME, settings.duration(TOKEN_LIFETIME))
                                .map(time -> new ConfigProblem(
                                        SESSION_LIFETIME,
                                        "is " + time + ", less than " + ConfigProblem.variable(TOKEN_LIFETIME)
                                                + ": tokens expire with their sessions, before they are renewed",
                                        "PT12H")))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Duration> shorter(Settings settings, String property, Optional<Duration> limit) {
        return settings.duration(property)
                .filter(time -> limit.filter(least -> time.compareTo(least) < 0).isPresent());
    }
}
