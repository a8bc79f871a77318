package dev.fleetcast.device.command.call;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.fleetcast.device.command.Command;
import dev.fleetcast.device.command.CommandConfig;
import dev.fleetcast.device.command.CommandIds;
import dev.fleetcast.device.command.CommandKind;
import dev.fleetcast.device.command.CommandMetrics;
import dev.fleetcast.device.command.CommandWriter;
import dev.fleetcast.device.command.stream.DeviceStreams;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Calls of functions that wait for the device's answer. A caller who hears that the time is over can rely on it: the
 * command expires {@link CallTimes#patience} before, and the replica with the device's stream checks that immediately
 * before writing.
 */
@ThreadSafe
@ApplicationScoped
public class Calls {

    private final OpenCommands open;
    private final CommandWriter writer;
    private final DeviceStreams streams;
    private final CommandMetrics metrics;
    private final CallTimes times;
    private final int maxWaiting;
    private final Repetitions repetitions;
    private final AtomicInteger waiting = new AtomicInteger();

    Calls(
            OpenCommands open,
            CommandWriter writer,
            DeviceStreams streams,
            CommandMetrics metrics,
            CommandConfig config) {
        this.open = open;
        this.writer = writer;
        this.streams = streams;
        this.metrics = metrics;
        this.times = new CallTimes(config.callTimeout());
        this.maxWaiting = config.maxWaitingCalls();
        this.repetitions = new Repetitions(config.callTimeout(), Ticker.systemTicker());
    }

    /**
     * A call under way.
     *
     * @param fingerprint see {@link Repetitions#fingerprint}
     * @param outcome fails with a 503 problem if Kafka does not take the command
     */
    public record Call(String fingerprint, Uni<Outcome> outcome) {}

    /**
     * Calls a function, or asks for a variable.
     *
     * @param session the caller's
     */
    public Call call(String session, String coreid, CommandKind kind, String function, String arg) {
        String fingerprint = Repetitions.fingerprint(session, coreid, kind, function, arg);
        Optional<Uni<Outcome>> first = repetitions.of(fingerprint).or(() -> elsewhere(fingerprint));
        if (first.isPresent()) {
            metrics.repeated();
            return new Call(fingerprint, first.get());
        }
        return new Call(
                fingerprint, repetitions.first(fingerprint, () -> issue(coreid, kind, function, arg, fingerprint)));
    }

    /** Notes whether the response with the outcome reached its caller. */
    public void delivered(String fingerprint, Outcome outcome, boolean arrived) {
        if (arrived) {
            repetitions.delivered(fingerprint, outcome);
        } else {
            repetitions.lost(fingerprint, outcome);
        }
    }

    /** Whether the device has declared its functions without this one. */
    public boolean isUndeclared(String coreid, String function) {
        return streams.functions(coreid)
                .filter(declared -> !declared.contains(function))
                .isPresent();
    }

    /** The outcome of a call that another replica has under way, or that timed out there lately. */
    private Optional<Uni<Outcome>> elsewhere(String fingerprint) {
        return open.ofCaller(fingerprint)
                .filter(call -> call.answerSoFar() == null)
                .filter(call -> !call.command().hasExpired(Instant.now().minus(Repetitions.WINDOW)))
                .map(this::outcome);
    }

    private Uni<Outcome> issue(String coreid, CommandKind kind, String function, String arg, String fingerprint) {
        if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            return Uni.createFrom().failure(tooMany());
        }
        Instant now = CallTimes.now();
        Command command = new Command(CommandIds.next(now), coreid, kind, function, arg, now, now.plus(times.life()));
        Optional<OpenCommand> entered = open.enter(command, fingerprint);
        Uni<Outcome> outcome = entered.isEmpty()
                ? Uni.createFrom().failure(tooMany())
                : writer.command(command, fingerprint)
                        .onFailure()
                        .invoke(() -> open.forget(command.id()))
                        .chain(() -> outcome(entered.get()));
        return outcome.invoke(this::count).onTermination().invoke(waiting::decrementAndGet);
    }

    private Uni<Outcome> outcome(OpenCommand call) {
        Duration left =
                Duration.between(Instant.now(), call.command().expiresAt().plus(times.patience()));
        Uni<Outcome> answered = Uni.createFrom()
                .completionStage(call.answer())
                .emitOn(Infrastructure.getDefaultExecutor())
                .map(Outcome::new);
        return left.isNegative() || left.isZero()
                ? Uni.createFrom().item(Outcome.TIMED_OUT)
                : answered.ifNoItem().after(left).recoverWithItem(Outcome.TIMED_OUT);
    }

    private void count(Outcome outcome) {
        if (outcome.answer() == null) {
            metrics.timedOut();
        } else {
            metrics.answered();
        }
    }

    private static RuntimeException tooMany() {
        return Problems.unavailable("Too many calls of functions are waiting for their devices; try again.");
    }
}
